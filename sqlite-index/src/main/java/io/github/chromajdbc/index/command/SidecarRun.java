package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.sidecar.Sidecar;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/** Runs the sidecar until the process is told to end. */
final class SidecarRun {
  /** How long the JDK's server takes to receive a request, in seconds. */
  private static final String REQUEST_TIME = "sun.net.httpserver.maxReqTime";

  private final ServiceOptions options;
  private final String host;
  private final int port;
  private final PrintWriter out;

  SidecarRun(ServiceOptions options, String host, int port, PrintWriter out) {
    this.options = options;
    this.host = host;
    this.port = port;
    this.out = out;
  }

  void untilStopped() throws InterruptedException {
    // Else the JDK's server waits for the rest of a request for ever, in one of its few threads.
    if (System.getProperty(REQUEST_TIME) == null) {
      System.setProperty(REQUEST_TIME, "30");
    }
    IndexService service = options.openFile();
    // Fails now, and not at the first request, when the file is not Chroma's.
    service.stored();
    Sidecar sidecar = Sidecar.start(service, new InetSocketAddress(host, port), options.token());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sidecar.close();
                  service.close();
                  stopped.countDown();
                },
                "sidecar-stop"));
    InetSocketAddress address = sidecar.address();
    out.println(
        "Index sidecar at http://"
            + address.getAddress().getHostAddress()
            + ":"
            + address.getPort());
    stopped.await();
  }
}
