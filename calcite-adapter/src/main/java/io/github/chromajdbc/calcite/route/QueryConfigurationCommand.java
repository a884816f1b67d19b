package io.github.chromajdbc.calcite.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the {@code query_config.json} that idxr's resume states come to. */
public final class QueryConfigurationCommand {
  private QueryConfigurationCommand() {}

  /** Takes the folder of the states and the file to write. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException(
          "Give the folder that has the *_resume_state.json files, and the file to write");
    }
    RouteMap map = ResumeStates.read(Path.of(arguments[0]));
    Files.writeString(
        Path.of(arguments[1]), QueryConfiguration.write(map) + "\n", StandardCharsets.UTF_8);
  }
}
