// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log =~ /check-no-bundle-1\.jar has no bundle \(META-INF\/btf-bundle\/\*\.btfb\)/
