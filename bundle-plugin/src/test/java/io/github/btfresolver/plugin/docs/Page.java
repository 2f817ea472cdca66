// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import io.github.btfresolver.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** One of the project's pages, as CommonMark has it. */
record Page(Path file, String text, Node document) {
    static final Path ROOT = root();

    /** A fenced block; the language is empty when none is said, the line that of the fence. */
    record Snippet(Page page, int line, String language, String text) {
        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    private static Path root() {
        try {
            return TestData.root().toPath().toRealPath().getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(String path) {
        try {
            Path file = ROOT.resolve(path);
            String text = Files.readString(file);
            Parser parser = Parser.builder()
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .build();
            return new Page(file, text, parser.parse(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them: at the top, and in the modules wherever they lie. */
    static List<Page> all() throws IOException {
        List<String> paths = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md"));
        for (String module : List.of("resolver", "bundle-plugin", "sample-agent", "testdata")) {
            Path target = ROOT.resolve(module).resolve("target");
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().endsWith(".md") && !file.startsWith(target))
                        .map(file -> ROOT.relativize(file).toString())
                        .sorted()
                        .forEach(paths::add);
            }
        }
        return paths.stream().map(Page::of).toList();
    }

    static List<Snippet> snippets(String language) throws IOException {
        return all().stream()
                .flatMap(page -> page.snippets().stream())
                .filter(snippet -> snippet.language().equals(language))
                .toList();
    }

    List<Snippet> snippets() {
        List<Snippet> snippets = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                String info = block.getInfo() == null ? "" : block.getInfo();
                snippets.add(new Snippet(Page.this, line(block), info, block.getLiteral()));
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                snippets.add(new Snippet(Page.this, line(block), "", block.getLiteral()));
            }
        });
        return snippets;
    }

    private static int line(Node block) {
        return block.getSourceSpans().get(0).getLineIndex() + 1;
    }

    /** Where its links go, as they are written. */
    List<String> links() {
        List<String> links = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }
        });
        return links;
    }

    /** What links can name in it: its headings, as GitHub makes anchors of them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String title = TextContentRenderer.builder().build().render(heading);
                anchors.add(title.replace("\"", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'));
            }
        });
        return anchors;
    }

    /** The rows of its tables, each as its cells without blanks around them; headings and rulers too. */
    List<List<String>> rows() {
        return text.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> Stream.of(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
