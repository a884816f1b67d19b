package io.github.chromajdbc.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The wheel of PyPI's {@code chromadb}. It carries the Rust server as a Python extension, which is
 * loaded alone: none of the wheel's dependencies is needed.
 */
final class PythonWheel implements ServerSource {
  private static final String EXTENSION = "chromadb_rust_bindings.abi3.so";
  private static final int DOWNLOAD_SECONDS = 300;

  /** Loads the extension at argument 1 and hands it the rest of the command line. */
  private static final String RUN =
      """
      import importlib.util, sys
      spec = importlib.util.spec_from_file_location("chromadb_rust_bindings", sys.argv[1])
      server = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(server)
      server.cli(["chroma", "run"] + sys.argv[2:])
      """;

  @Override
  public List<String> command(ServerVersion version, ServerCache cache) throws NotHereException {
    Path python =
        Commands.find("python3")
            .or(() -> Commands.find("python"))
            .orElseThrow(() -> new NotHereException("there is no python3 on the PATH"));
    Path folder =
        cache.entry("pypi-" + version.python(), target -> download(python, version, target));
    return List.of(python.toString(), "-c", RUN, folder.resolve(EXTENSION).toString());
  }

  private static void download(Path python, ServerVersion version, Path target)
      throws IOException, NotHereException {
    Commands.Outcome outcome =
        Commands.run(
            target,
            DOWNLOAD_SECONDS,
            List.of(
                python.toString(),
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--only-binary=:all:",
                "chromadb==" + version.python()));
    if (!outcome.succeeded()) {
      throw new NotHereException("pip download failed: " + outcome.tail());
    }
    try (DirectoryStream<Path> wheels = Files.newDirectoryStream(target, "*.whl")) {
      for (Path wheel : wheels) {
        extract(wheel, target);
        Files.delete(wheel);
      }
    }
    if (!Files.isRegularFile(target.resolve(EXTENSION))) {
      throw new NotHereException("the wheel for this platform carries no " + EXTENSION);
    }
  }

  private static void extract(Path wheel, Path target) throws IOException {
    try (InputStream file = Files.newInputStream(wheel);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith("/" + EXTENSION)) {
          Files.copy(zip, target.resolve(EXTENSION));
        }
      }
    }
  }
}
