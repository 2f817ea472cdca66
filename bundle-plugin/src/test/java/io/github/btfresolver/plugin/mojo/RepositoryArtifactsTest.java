// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.btfresolver.plugin.source.ArtifactCoordinates;
import io.github.btfresolver.plugin.source.SourceException;
import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.junit.jupiter.api.Test;

class RepositoryArtifactsTest {
    private static final RemoteRepository OURS =
            new RemoteRepository.Builder("ours", "default", "https://me:se/cr@et@example.org/maven/").build();
    private static final ArtifactCoordinates KERNELS = new ArtifactCoordinates("g", "a", "1", "c", "jar");

    @Test
    void maven_is_asked_for_the_artifact_in_the_projects_repositories() throws SourceException {
        Path file = resolve(false, request -> {
            Artifact artifact = request.getArtifact();
            assertEquals("g:a:jar:c:1", artifact.toString());
            assertEquals(List.of(OURS), request.getRepositories());
            return new ArtifactResult(request).setArtifact(artifact.setFile(new File("/repository/a.jar")));
        });

        assertEquals(Path.of("/repository/a.jar"), file);
    }

    @Test
    void a_missing_artifact_is_named_with_the_repositories_and_the_remedy() {
        assertEquals(
                "g:a:1:c@jar: this artifact cannot be had: Could not find artifact g:a:jar:c:1 in ours"
                        + " (https://...@example.org/maven/). Looked for in the local repository /local, ours"
                        + " (https://...@example.org/maven/). Check the coordinates (the type is zip unless @jar or another is"
                        + " at the end) and the project's <repositories>, or install it into the local repository",
                refused(false, new ArtifactNotFoundException(null, OURS)));
    }

    @Test
    void offline_the_remedy_is_another() {
        String message = refused(true, new ArtifactNotFoundException(null, OURS));

        assertEquals(
                "This build is offline: build once without -o, or install the artifact into the local repository",
                message.substring(message.indexOf("This build")));
    }

    @Test
    void a_failure_is_not_said_to_be_a_mistake() {
        String message = refused(false, new ArtifactTransferException(null, OURS, "checksum"));

        assertEquals(
                "When the cause is gone, build with -U: Maven remembers failures",
                message.substring(message.indexOf("When")));
    }

    private static String refused(boolean offline, Exception cause) {
        return assertThrows(
                        SourceException.class,
                        () -> resolve(offline, request -> {
                            ArtifactResult result = new ArtifactResult(request).addException(cause);
                            throw new ArtifactResolutionException(
                                    List.of(result),
                                    "Could not find artifact g:a:jar:c:1 in ours (" + OURS.getUrl() + ").");
                        }))
                .getMessage();
    }

    private interface Maven {
        ArtifactResult resolve(ArtifactRequest request) throws ArtifactResolutionException;
    }

    private static Path resolve(boolean offline, Maven maven) throws SourceException {
        RepositorySystem system = proxy(
                RepositorySystem.class, (proxy, method, arguments) -> maven.resolve((ArtifactRequest) arguments[1]));
        RepositorySystemSession session = proxy(
                RepositorySystemSession.class,
                (proxy, method, arguments) ->
                        method.getName().equals("isOffline") ? offline : new LocalRepository("/local"));
        return new RepositoryArtifacts(system, session, List.of(OURS)).resolve(KERNELS);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
