// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a list as {@code sha256sum} prints it: 64 hexadecimal digits, two spaces or a space and {@code *}, a path. A line
 * that begins with {@code #} is a comment. One line that is not right makes the list one that it should not be.
 */
final class ChecksumList {
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)", Pattern.DOTALL);

    private final SourceUrl url;
    private final TreeMap<String, RemoteFile> files = new TreeMap<>();

    private ChecksumList(SourceUrl url) {
        this.url = url;
    }

    /** The files of a list, sorted by path. */
    static List<RemoteFile> parse(byte[] bytes, SourceUrl url) throws DownloadException {
        ChecksumList list = new ChecksumList(url);
        list.parse(bytes);
        return List.copyOf(list.files.values());
    }

    private void parse(byte[] bytes) throws DownloadException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DownloadException(shown(), "expected a list in UTF-8, found other bytes", e);
        }
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                add(line, number);
            }
        }
        // A list that is cut off would be a bundle with fewer kernels, and no word of it.
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw bad(number, "the last line has no end: the list is truncated");
        }
    }

    private void add(String line, int number) throws DownloadException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw bad(number, "expected 64 hexadecimal digits, two spaces and a path, as sha256sum prints them");
        }
        String path = matcher.group(2).startsWith("./") ? matcher.group(2).substring(2) : matcher.group(2);
        check(path, number);
        RemoteFile file =
                new RemoteFile(path, url.file(path).toString(), matcher.group(1).toLowerCase(Locale.ROOT));
        RemoteFile before = files.putIfAbsent(path, file);
        if (before != null && !before.equals(file)) {
            throw bad(number, "another checksum than in a line before for " + path);
        }
        if (files.size() > Limits.MAX_FILES) {
            throw bad(number, "a list of more than " + Limits.MAX_FILES + " files");
        }
    }

    private void check(String path, int number) throws DownloadException {
        if (path.length() > Limits.MAX_PATH) {
            throw bad(number, "a path of more than " + Limits.MAX_PATH + " characters");
        }
        if (path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
            throw bad(number, "a control character or a backslash in a path");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw bad(number, "expected a path relative to the list, without empty segments, \".\" and \"..\"");
            }
        }
    }

    private DownloadException bad(int line, String problem) {
        return new DownloadException(shown(), "line " + line + ": " + problem);
    }

    private String shown() {
        return url.list().toString();
    }
}
