package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A JVM with a server whose processor time is measured: a sandbox, or a Jetty of the same version
 * and settings that reads the body and says hello.
 */
final class ServedProcess implements AutoCloseable {
  /** The servers. */
  enum Kind {
    SANDBOX("ours"),
    HELLO("Jetty, hello");

    final String inWords;

    Kind(String inWords) {
      this.inWords = inWords;
    }
  }

  private final ChildJvm jvm;
  private final String url;

  private ServedProcess(ChildJvm jvm) throws IOException {
    this.jvm = jvm;
    this.url = jvm.readLine();
  }

  static ServedProcess start(Settings settings, Kind kind) throws IOException {
    return new ServedProcess(
        ChildJvm.start(
            settings.cores().measured(),
            List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"),
            ServedProcess.class,
            kind.name()));
  }

  String url() {
    return url;
  }

  /** Processor time of the process, in nanoseconds. */
  long cpu() throws IOException {
    jvm.writeLine("");
    return Long.parseLong(jvm.readLine());
  }

  @Override
  public void close() {
    jvm.close();
  }

  /**
   * Prints where it listens, and its processor time for each line of input.
   *
   * @param arguments the kind
   */
  public static void main(String[] arguments) throws Exception {
    System.out.println(
        Kind.valueOf(arguments[0]) == Kind.SANDBOX
            ? Sandbox.builder()
                .credentials(Caller.API_KEY, Caller.SECRET_KEY)
                .merchant(Caller.request().getMerchantId(), "A merchant")
                .start()
                .baseUrl()
            : hello());
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (orders.readLine() != null) {
      System.out.println(system.getProcessCpuTime());
    }
    System.exit(0);
  }

  private static String hello() throws Exception {
    Server server = new Server(new QueuedThreadPool());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Hello());
    server.start();
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  /** Reads the body, and says hello. */
  private static final class Hello extends Handler.Abstract.NonBlocking {
    private static final byte[] BODY = "{\"hello\":\"000000\"}".getBytes(UTF_8);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Content.Source.asByteBuffer(
          request,
          new Promise.Invocable.NonBlocking<>() {
            @Override
            public void succeeded(ByteBuffer body) {
              response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
              response.write(true, ByteBuffer.wrap(BODY), callback);
            }

            @Override
            public void failed(Throwable failure) {
              callback.failed(failure);
            }
          });
      return true;
    }
  }
}
