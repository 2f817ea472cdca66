// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.OsRelease;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Resolution} as JSON (RFC 8259), for which an agent should not have to bring a library. */
final class ResolutionJson {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder json = new StringBuilder();

    ResolutionJson(Resolution resolution) {
        open('{');
        name("found").append(resolution.chosen().isPresent());
        name("inferred").append(resolution.isInferred());
        string("summary", resolution.summary());
        string("mistake", resolution.mistake().orElse(null));
        name("nanos").append(resolution.nanos());
        kernel(resolution.host().orElse(null));
        name("steps");
        open('[');
        for (ResolutionStep step : resolution.steps()) {
            comma();
            step(step);
        }
        json.append(']');
        strings("warnings", resolution.warnings());
        strings("advice", resolution.advice());
        json.append('}');
    }

    String text() {
        return json.toString();
    }

    private void kernel(@Nullable HostKernel host) {
        name("kernel");
        if (host == null) {
            json.append("null");
            return;
        }
        OsRelease os = host.isOsReleaseHint() ? null : host.osRelease();
        open('{');
        string("release", host.release());
        string("arch", host.arch());
        string("version", host.version());
        string("build_id", host.buildId());
        string("id", os == null ? null : os.id());
        string("version_id", os == null ? null : os.versionId());
        json.append('}');
    }

    private void step(ResolutionStep step) {
        open('{');
        string("outcome", step.outcome().name().toLowerCase(Locale.ROOT));
        string("source", step.source().name().toLowerCase(Locale.ROOT));
        string("path", step.path());
        string("reason", step.reason());
        name("nanos").append(step.nanos());
        json.append('}');
    }

    private void open(char bracket) {
        json.append(bracket);
    }

    /** Unless it is the first of its object or array. */
    private void comma() {
        char last = json.charAt(json.length() - 1);
        if (last != '{' && last != '[') {
            json.append(',');
        }
    }

    private StringBuilder name(String name) {
        comma();
        string(name);
        return json.append(':');
    }

    private void string(String name, @Nullable String value) {
        name(name);
        if (value == null || value.isEmpty()) {
            json.append("null");
        } else {
            string(value);
        }
    }

    private void strings(String name, List<String> values) {
        name(name);
        open('[');
        for (String value : values) {
            comma();
            string(value);
        }
        json.append(']');
    }

    /** Half of a surrogate pair, which a file name may have and UTF-8 does not, is escaped like a control character. */
    private void string(String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                json.append(c).append(value.charAt(++i));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                json.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    json.append(HEX.charAt(c >> shift & 15));
                }
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
