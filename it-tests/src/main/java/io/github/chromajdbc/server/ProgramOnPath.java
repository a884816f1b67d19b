package io.github.chromajdbc.server;

import java.nio.file.Path;
import java.util.List;

/** A {@code chroma} that the user installed, of whatever version. */
final class ProgramOnPath implements ServerSource {
  @Override
  public List<String> command(ServerVersion version, ServerCache cache) throws NotHereException {
    if (version != ServerVersion.NEWEST) {
      throw new NotHereException(
          "it may be of any version, and the test needs " + version.python());
    }
    Path program =
        Commands.find("chroma").orElseThrow(() -> new NotHereException("it is not on the PATH"));
    return List.of(program.toString(), "run");
  }
}
