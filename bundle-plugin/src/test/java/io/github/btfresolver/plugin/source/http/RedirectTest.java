// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {
    @ParameterizedTest
    @CsvSource({
        "https://h/a/b, c,             https://h/a/c",
        "https://h/a/b, /c?d,          https://h/c?d",
        "https://h/a/b, https://i:1/c, https://i:1/c",
        "https://h/a/b, //i/c,         https://i/c",
        "http://h/a,    http://i/c,    http://i/c",
        "http://h/a,    https://h/a,   https://h/a",
    })
    void a_redirect_may_lead_anywhere_on_the_web(String from, String location, String target) throws DownloadException {
        assertEquals(URI.create(target), Redirect.target(URI.create(from), location));
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a, http://h/a?key,  'redirected from https to http, to http://h/a, which is refused'",
        "https://h/a, HTTP://i/,       'redirected from https to http, to http://i/, which is refused'",
        "http://h/a,  ftp://h/a,       redirected to what is not an http(s) address",
        "http://h/a,  file:///etc,     redirected to what is not an http(s) address",
        "http://h/a,  http:///a,       redirected to what is not an http(s) address",
        "http://h/a,  http://h:99999/, redirected to what is not an http(s) address",
        "http://h/a,  mailto:a,        redirected to what is not an http(s) address",
        "http://h/a,  a b,             redirected to a malformed address",
        "http://h/a,  ,                redirected to what is not an http(s) address",
    })
    void and_nowhere_else(String from, String location, String reason) {
        DownloadException e = assertThrows(DownloadException.class, () -> Redirect.target(URI.create(from), location));
        assertEquals(from + ": " + reason, e.getMessage());
    }

    @Test
    void other_answers_with_a_location_are_no_redirects() {
        assertEquals(5, IntStream.range(100, 600).filter(Redirect::isOne).count());
        assertFalse(Redirect.isOne(304));
    }
}
