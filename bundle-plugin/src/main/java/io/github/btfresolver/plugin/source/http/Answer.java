// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What a server has answered, completely or up to the limit of the body.
 *
 * @param uri that has answered
 * @param body where it went
 */
record Answer(URI uri, int status, HttpHeaders headers, BodySink body) {}
