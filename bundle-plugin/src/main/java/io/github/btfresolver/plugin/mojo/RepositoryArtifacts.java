// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import io.github.btfresolver.plugin.source.ArtifactCoordinates;
import io.github.btfresolver.plugin.source.ArtifactResolver;
import io.github.btfresolver.plugin.source.SourceException;
import io.github.btfresolver.plugin.source.http.RemoteTree;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Finds artifacts as Maven does: among the modules of the build, in the local repository, in the project's repositories. */
final class RepositoryArtifacts implements ArtifactResolver {
    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    /**
     * @param session of the build, whose settings and offline mode hold
     * @param repositories of the project, with its mirrors and credentials
     */
    RepositoryArtifacts(RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = repositories;
    }

    @Override
    public Path resolve(ArtifactCoordinates wanted) throws SourceException {
        Artifact artifact = new DefaultArtifact(
                wanted.groupId(), wanted.artifactId(), wanted.classifier(), wanted.type(), wanted.version());
        ArtifactRequest request = new ArtifactRequest(artifact, repositories, null);
        try {
            return system.resolveArtifact(session, request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            String reason = withoutCredentials(String.valueOf(e.getMessage())).replaceFirst("\\.$", "");
            String problem = "this artifact cannot be had: " + reason + ". Looked for in " + places() + ". "
                    + remedy(e.getResult().isMissing());
            throw new SourceException(wanted.toString(), problem, e);
        }
    }

    private String places() {
        String local = "the local repository " + session.getLocalRepository().getBasedir();
        return Stream.concat(Stream.of(local), repositories.stream().map(RepositoryArtifacts::describe))
                .collect(Collectors.joining(", "));
    }

    private static String describe(RemoteRepository repository) {
        return repository.getId() + " (" + RemoteTree.withoutCredentials(repository.getUrl()) + ")";
    }

    /** Messages of Maven's name the repositories' addresses. */
    private String withoutCredentials(String message) {
        String shown = message;
        for (RemoteRepository repository : repositories) {
            String address = repository.getUrl().replaceFirst("/+$", "");
            shown = shown.replace(address, RemoteTree.withoutCredentials(address));
        }
        return shown;
    }

    private String remedy(boolean missing) {
        if (session.isOffline()) {
            return "This build is offline: build once without -o, or install the artifact into the local repository";
        }
        return missing
                ? "Check the coordinates (the type is zip unless @jar or another is at the end) and the project's"
                        + " <repositories>, or install it into the local repository"
                : "When the cause is gone, build with -U: Maven remembers failures";
    }
}
