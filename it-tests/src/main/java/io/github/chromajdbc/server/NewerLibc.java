package io.github.chromajdbc.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs node on the C library of a newer Debian release, unpacked into the cache. The system's own
 * library stays as it is. Works where apt knows a Debian mirror; elsewhere the message says what to
 * install.
 */
final class NewerLibc {
  private static final String RELEASE = "trixie";
  private static final int DOWNLOAD_SECONDS = 300;
  private static final List<String> PACKAGES = List.of("libc6", "libstdc++6", "libgcc-s1");
  private static final String ADVICE =
      "the binding needs glibc 2.38 or newer: use a newer system, or install Python 3 with pip";

  private NewerLibc() {}

  /** The command that starts node through the newer loader. */
  static List<String> launcher(Path node, ServerCache cache) throws NotHereException {
    Path root = cache.entry("debian-" + RELEASE + "-" + architecture(), NewerLibc::download);
    // What is on the PATH may be a script; the loader takes the program itself.
    Commands.Outcome program =
        Commands.run(Path.of("/"), 30, List.of(node.toString(), "-p", "process.execPath"));
    if (!program.succeeded()) {
      throw new NotHereException("node does not run: " + program.tail());
    }
    String triplet = architecture() + "-linux-gnu";
    Path libraries = root.resolve("usr/lib").resolve(triplet);
    return List.of(
        loader(root).toString(),
        "--library-path",
        libraries + ":/usr/lib/" + triplet + ":/lib/" + triplet,
        program.output().strip());
  }

  private static String architecture() {
    String machine = System.getProperty("os.arch");
    return machine.equals("amd64") ? "x86_64" : machine;
  }

  private static Path loader(Path root) throws NotHereException {
    String name =
        architecture().equals("x86_64") ? "ld-linux-x86-64.so.2" : "ld-linux-aarch64.so.1";
    for (String folder : List.of("usr/lib64", "usr/lib", "lib64", "lib")) {
      Path candidate = root.resolve(folder).resolve(name);
      // The file itself, since a link may point outside of the unpacked folder.
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    Path beside = root.resolve("usr/lib").resolve(architecture() + "-linux-gnu").resolve(name);
    if (Files.isRegularFile(beside)) {
      return beside;
    }
    throw new NotHereException("there is no " + name + " in " + root);
  }

  private static void download(Path target) throws IOException, NotHereException {
    if (Commands.find("apt-get").isEmpty() || Commands.find("dpkg-deb").isEmpty()) {
      throw new NotHereException(ADVICE);
    }
    Path work = Files.createDirectories(target.resolve("apt"));
    Files.createDirectories(work.resolve("state/lists/partial"));
    Files.createDirectories(work.resolve("cache/archives/partial"));
    Files.writeString(work.resolve("status"), "");
    Files.writeString(work.resolve("sources.list"), "deb " + mirror() + " " + RELEASE + " main\n");
    List<String> apt =
        List.of(
            "apt-get",
            "--quiet=2",
            "--option=APT::Sandbox::User=",
            "--option=Dir::Etc::SourceList=" + work.resolve("sources.list"),
            "--option=Dir::Etc::SourceParts=-",
            "--option=Dir::State=" + work.resolve("state"),
            "--option=Dir::State::Status=" + work.resolve("status"),
            "--option=Dir::Cache=" + work.resolve("cache"));
    runOrExplain(work, with(apt, List.of("update")));
    List<String> download = new ArrayList<>(List.of("download"));
    download.addAll(PACKAGES);
    runOrExplain(work, with(apt, download));
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(work, "*.deb")) {
      for (Path archive : archives) {
        runOrExplain(work, List.of("dpkg-deb", "--extract", archive.toString(), target.toString()));
      }
    }
    Folders.delete(work);
  }

  /** The Debian mirror that this system uses. */
  private static String mirror() throws NotHereException {
    Commands.Outcome known =
        Commands.run(
            Path.of("/"), 30, List.of("apt-get", "indextargets", "--format", "$(REPO_URI)"));
    return known
        .output()
        .lines()
        .filter(line -> line.matches("https?://.*/debian/?"))
        .findFirst()
        .orElseThrow(() -> new NotHereException(ADVICE));
  }

  private static List<String> with(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static void runOrExplain(Path folder, List<String> command) throws NotHereException {
    Commands.Outcome outcome = Commands.run(folder, DOWNLOAD_SECONDS, command);
    if (!outcome.succeeded()) {
      throw new NotHereException(ADVICE + " (" + command.get(0) + ": " + outcome.tail() + ")");
    }
  }
}
