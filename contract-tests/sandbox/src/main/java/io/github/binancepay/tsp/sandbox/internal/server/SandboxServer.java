package io.github.binancepay.tsp.sandbox.internal.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Configures, starts and stops Jetty. */
public final class SandboxServer {
  private final String host;
  private final int port;
  private final InetAddress address;
  private final Server server;
  private final ServerConnector connector;

  /**
   * Opens the port; no request is read before {@link #start}.
   *
   * @param port 0 for any free one
   * @throws BindException if the port is in use, or the address is not of this machine
   * @throws IOException if it cannot listen for another reason
   */
  public SandboxServer(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("sandbox");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    // With the default of 50, a burst of connections waits for seconds.
    connector.setAcceptQueueSize(1024);
    connector.setIdleTimeout(Duration.ofSeconds(30).toMillis());
    server.addConnector(connector);
    try {
      address = InetAddress.getByName(host);
      // The port is known before the first request, whose response may contain it.
      connector.open();
    } catch (IOException e) {
      throw notListening(e);
    }
  }

  /** Starts to respond. */
  public void start(Handler handler, Request.Handler errors) throws IOException {
    server.setHandler(new GracefulHandler(handler));
    server.setErrorHandler(errors);
    try {
      server.start();
    } catch (Exception e) {
      throw notListening(e);
    }
  }

  // Jetty hides in a cause that the port is in use.
  private IOException notListening(Exception e) {
    boolean refused = e.getCause() instanceof BindException;
    Throwable reason = refused ? e.getCause() : e;
    String message =
        String.format("Cannot listen on %s, port %s: %s", host, port, reason.getMessage());
    IOException failure = refused ? new BindException(message) : new IOException(message);
    failure.initCause(e);
    return failure;
  }

  /** {@return the URL that reaches it from this machine} */
  public String baseUrl() {
    return "http://" + reachable() + ":" + connector.getLocalPort();
  }

  // A host that stands for all addresses is not one that a client can connect to.
  private String reachable() {
    if (address.isAnyLocalAddress()) {
      return address instanceof Inet6Address ? "[::1]" : "127.0.0.1";
    }
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** Stops listening, waits for the responses in flight, runs the last task, and stops. */
  public void close(Duration timeout, Runnable last) {
    try {
      // Jetty's own stop timeout would wait for idle connections too.
      connector.close();
      GracefulHandler requests = (GracefulHandler) server.getHandler();
      requests.shutdown().get(timeout.toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      // Responses that are still in flight are cut off.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The sandbox did not stop cleanly", e);
    } finally {
      last.run();
      stop();
    }
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The sandbox did not stop cleanly", e);
    }
  }
}
