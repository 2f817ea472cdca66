// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheOptionsTest {
    @Test
    void the_cache_is_where_the_user_keeps_caches() {
        assertEquals(Path.of("/caches/btf-bundle"), CacheOptions.defaultCache("/caches"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "relative")
    void else_below_the_home(String xdgCacheHome) {
        assertEquals(
                Path.of(System.getProperty("user.home"), ".cache", "btf-bundle"),
                CacheOptions.defaultCache(xdgCacheHome));
    }
}
