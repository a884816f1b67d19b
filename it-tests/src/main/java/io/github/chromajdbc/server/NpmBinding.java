package io.github.chromajdbc.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * npm's {@code chromadb-js-bindings-*}, which carry the Rust server as a Node extension. The newer
 * ones want glibc 2.38: where the system's is older, node runs through a newer loader.
 */
final class NpmBinding implements ServerSource {
  private static final int DOWNLOAD_SECONDS = 300;
  private static final int LOAD_SECONDS = 30;

  /** Loads the extension at argument 1 and hands it the rest of the command line. */
  private static final String RUN =
      "require(process.argv[1]).cli(['chroma', 'run', ...process.argv.slice(2)])";

  @Override
  public List<String> command(ServerVersion version, ServerCache cache) throws NotHereException {
    Path node =
        Commands.find("node")
            .orElseThrow(() -> new NotHereException("there is no node on the PATH"));
    Path npm =
        Commands.find("npm").orElseThrow(() -> new NotHereException("there is no npm on the PATH"));
    String platform = platform();
    String artifact = "chromadb-js-bindings-" + platform;
    Path folder =
        cache.entry(
            "npm-" + platform + "-" + version.node(),
            target -> install(npm, artifact + "@" + version.node(), target));
    String binding =
        folder
            .resolve("node_modules")
            .resolve(artifact)
            .resolve("chromadb-js-bindings." + platform + ".node")
            .toString();
    List<String> run = new ArrayList<>(launcher(node, binding, cache));
    run.addAll(List.of("-e", RUN, binding));
    return List.copyOf(run);
  }

  private static void install(Path npm, String artifact, Path target)
      throws IOException, NotHereException {
    // npm takes the nearest folder with a package.json for the project, which may be above this.
    Files.writeString(target.resolve("package.json"), "{\"private\":true}");
    Commands.Outcome outcome =
        Commands.run(
            target,
            DOWNLOAD_SECONDS,
            List.of(
                npm.toString(),
                "install",
                "--no-save",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                artifact));
    if (!outcome.succeeded()) {
      throw new NotHereException("npm install failed: " + outcome.tail());
    }
  }

  /** How to start node so that the binding loads. */
  private static List<String> launcher(Path node, String binding, ServerCache cache)
      throws NotHereException {
    List<String> plain = List.of(node.toString());
    Commands.Outcome attempt = load(plain, binding);
    if (attempt.succeeded()) {
      return plain;
    }
    if (!attempt.output().contains("GLIBC")) {
      throw new NotHereException("node cannot load the binding: " + attempt.tail());
    }
    List<String> newer = NewerLibc.launcher(node, cache);
    Commands.Outcome second = load(newer, binding);
    if (!second.succeeded()) {
      throw new NotHereException("not even with a newer glibc: " + second.tail());
    }
    return newer;
  }

  private static Commands.Outcome load(List<String> launcher, String binding)
      throws NotHereException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of("-e", "require(process.argv[1])", binding));
    return Commands.run(Path.of("/"), LOAD_SECONDS, command);
  }

  private static String platform() throws NotHereException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String processor =
        switch (machine) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "arm64";
          default -> throw new NotHereException("npm has no binding for " + machine);
        };
    if (system.contains("linux")) {
      return "linux-" + processor + "-gnu";
    }
    if (system.contains("mac")) {
      return "darwin-" + processor;
    }
    throw new NotHereException("this code starts no binding on " + system);
  }
}
