// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://h,                 https://h/SHA256SUMS,           https://h/d/a%20b.btf",
        "https://h/,                https://h/SHA256SUMS,           https://h/d/a%20b.btf",
        "http://h:8080/a%20b/,      http://h:8080/a%20b/SHA256SUMS, http://h:8080/a%20b/d/a%20b.btf",
        "https://h/list.txt,        https://h/list.txt,             https://h/d/a%20b.btf",
        "https://h/btf/sums,        https://h/btf/sums,             https://h/btf/d/a%20b.btf",
        "https://u:p@h/,            https://h/SHA256SUMS,           https://h/d/a%20b.btf",
        "HTTPS://h/x@y/,            https://h/x@y/SHA256SUMS,       https://h/x@y/d/a%20b.btf",
        "http://[::1]:80/,          http://[::1]:80/SHA256SUMS,     http://[::1]:80/d/a%20b.btf",
    })
    void an_address_that_ends_with_a_slash_means_the_list_below_it(String text, String list, String file)
            throws DownloadException {
        SourceUrl url = SourceUrl.parse(text);

        assertTrue(SourceUrl.isOne(text));
        assertEquals(list, url.list().toString());
        assertEquals(file, url.file("d/a b.btf").toString());
    }

    @Test
    void what_has_a_meaning_in_an_address_is_encoded() throws DownloadException {
        assertEquals(
                "https://h/%3F%23%25%2B%3A%40%26%3D%3B%E2%82%AC-._~",
                SourceUrl.parse("https://h").file("?#%+:@&=;€-._~").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///a",
                "https://h/?key=1",
                "https://h/#a",
                "https://h:99999/",
                "https://a b/",
                "https://h/a b/",
                "https://h_x/",
                "https://u:sec/ret@h b/",
                "https://u:12#secret@h/",
                "https://u:secret@/",
            })
    void a_malformed_address_is_refused_without_its_credentials(String text) {
        DownloadException e = assertThrows(DownloadException.class, () -> SourceUrl.parse(text));

        assertTrue(e.getMessage().contains("expected an address http(s)://HOST[:PORT]/PATH"), e.getMessage());
        for (Throwable shown = e; shown != null; shown = shown == e ? null : shown.getCause()) {
            assertFalse(shown.getMessage().contains("ret@"), shown.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://btf_mirror:8080/, true",
        "http://u_1:p@btf_mirror/, true",
        "http://u_1:p@/,           false",
        "http://btf-mirror/a_b?c,  false",
        "http://btf_mirror/a b,    false",
    })
    void an_underscore_in_the_name_of_the_host_is_named_as_the_reason(String text, boolean named) {
        DownloadException e = assertThrows(DownloadException.class, () -> SourceUrl.parse(text));
        assertEquals(named, e.getMessage().contains("found an underscore in the name of the host"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "https://u:p@h/a,   https://...@h/a",
        "https://u:p/q@h/a, https://...@h/a",
        "http://h/a,        http://h/a",
        "a/b@c,             a/b@c",
    })
    void what_may_be_credentials_is_not_shown(String text, String shown) {
        assertEquals(shown, SourceUrl.withoutCredentials(text));
    }

    @Test
    void credentials_are_for_the_server_of_the_list_only() throws DownloadException {
        SourceUrl url = SourceUrl.parse("https://Aladdin:open%20sesame@h:8443/a/");

        assertEquals("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", url.authorization(url.list()));
        assertEquals("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", url.authorization(URI.create("https://H:8443/x?y")));
        assertNull(url.authorization(URI.create("https://h/a/")));
        assertNull(url.authorization(URI.create("http://h:8443/a/")));
        assertNull(url.authorization(URI.create("https://i:8443/a/")));
        assertNull(SourceUrl.parse("https://h/").authorization(URI.create("https://h/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "http", "httpx://h", "ftp://h", "a=https://h/", "./https://h"})
    void what_is_no_address_is_something_else(String text) {
        assertFalse(SourceUrl.isOne(text));
    }
}
