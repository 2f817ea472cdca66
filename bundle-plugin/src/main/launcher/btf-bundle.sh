#!/bin/sh
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
# The program btf-bundle is this script with the jar behind it. Runs take seconds, so HotSpot's compiler for long ones and
# its threads for collecting garbage would cost more than they gain, and its quick compiler does better to begin sooner. The
# BTF of a kernel that was never deduplicated is not to be moved from where it was read to.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:CompileThresholdScaling=0.4 -XX:PretenureSizeThreshold=16m $BTF_BUNDLE_OPTS -jar "$0" "$@"
