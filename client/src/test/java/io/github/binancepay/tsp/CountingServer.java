package io.github.binancepay.tsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;

/**
 * A server on a raw socket of 127.0.0.1: keeps every byte that arrives, counts the requests, and
 * answers each or breaks its connection as a test says.
 */
final class CountingServer implements AutoCloseable {
  /** What becomes of one request, of which the first byte has come. */
  @FunctionalInterface
  interface Behaviour {
    void meet(Exchange exchange) throws Exception;
  }

  /** What becomes of a connection before its first request is read. */
  @FunctionalInterface
  interface Door {
    Socket enter(Socket accepted) throws IOException;
  }

  private final ServerSocket listener = new ServerSocket();
  private final Door door;
  private final Deque<Behaviour> script = new ArrayDeque<>();
  private final List<Socket> connections = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();

  CountingServer() throws IOException {
    this(accepted -> accepted);
  }

  CountingServer(Door door) throws IOException {
    this.door = door;
    // Small, so that a large body is still being written when its first bytes have been read.
    listener.setReceiveBufferSize(4096);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    start(this::accept);
  }

  /** A door behind which TLS is spoken. */
  static Door tls(HandshakeCertificates certificates) {
    return accepted -> {
      SSLSocket secured =
          (SSLSocket)
              certificates
                  .sslSocketFactory()
                  .createSocket(accepted, null, accepted.getPort(), true);
      secured.setUseClientMode(false);
      return secured;
    };
  }

  /** Answers with the body; to each header applies what is said of {@link Exchange#answer}. */
  static Behaviour answering(int httpStatus, String body, String... headers) {
    return exchange -> {
      exchange.readRequest();
      exchange.answer(httpStatus, body, headers);
    };
  }

  static Behaviour creating() {
    return answering(200, MockProvider.CREATED);
  }

  /** The first request gets the first of these, and so on; the last is for all that follow. */
  synchronized CountingServer behaves(Behaviour... behaviours) {
    script.clear();
    script.addAll(List.of(behaviours));
    return this;
  }

  int port() {
    return listener.getLocalPort();
  }

  String origin() {
    return "http://127.0.0.1:" + port();
  }

  BinancePayClient.Builder clientBuilder() {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of(MockProvider.API_KEY, MockProvider.SECRET_KEY))
        .baseUrl(origin());
  }

  synchronized int connectionCount() {
    return connections.size();
  }

  /** How many requests have begun, of whatever method, even if no more than a byte has come. */
  synchronized int requestCount() {
    return exchanges.size();
  }

  /** What came of each request, in the order of their first bytes. */
  synchronized List<String> requests() {
    return exchanges.stream().map(Exchange::received).collect(Collectors.toList());
  }

  /** The values of a header, one from each request. */
  List<String> headers(String name) {
    Pattern line = Pattern.compile("(?imd)^" + Pattern.quote(name) + ": (.*)\r$");
    return requests().stream()
        .map(line::matcher)
        .map(found -> found.find() ? found.group(1) : "")
        .collect(Collectors.toList());
  }

  @Override
  public synchronized void close() throws IOException {
    listener.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket accepted = listener.accept();
        synchronized (this) {
          connections.add(accepted);
        }
        start(() -> serve(accepted));
      } catch (IOException e) {
        // The server was closed.
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket connection = door.enter(accepted)) {
      while (!connection.isClosed()) {
        int first = connection.getInputStream().read();
        if (first < 0) {
          return;
        }
        Exchange exchange = new Exchange(connection, first);
        next(exchange).meet(exchange);
      }
    } catch (Exception e) {
      // The other side has broken the connection, as it may.
    }
  }

  private synchronized Behaviour next(Exchange exchange) {
    exchanges.add(exchange);
    return script.size() > 1 ? script.remove() : script.element();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "counting-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** One request and its answer. */
  static final class Exchange {
    private static final Pattern CONTENT_LENGTH =
        Pattern.compile("(?imd)^content-length: ([0-9]+)\r$");

    private final Socket connection;
    private final InputStream in;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private Exchange(Socket connection, int first) throws IOException {
      this.connection = connection;
      in = connection.getInputStream();
      received.write(first);
    }

    void readHead() throws IOException {
      while (!received().endsWith("\r\n\r\n")) {
        readByte();
      }
    }

    /** Returns the body. */
    String readRequest() throws IOException {
      readHead();
      Matcher length = CONTENT_LENGTH.matcher(received());
      byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
      received.writeBytes(body);
      return new String(body, UTF_8);
    }

    void readByte() throws IOException {
      int read = in.read();
      if (read < 0) {
        throw new IOException("the connection has ended");
      }
      received.write(read);
    }

    /** Writes an answer, each header as it is, and the length of the body. */
    void answer(int httpStatus, String body, String... headers) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + httpStatus + " -\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Type: application/json\r\nContent-Length: ")
          .append(body.getBytes(UTF_8).length)
          .append("\r\n\r\n");
      write(head + body);
    }

    void write(String text) throws IOException {
      OutputStream out = connection.getOutputStream();
      out.write(text.getBytes(UTF_8));
      out.flush();
    }

    void close() throws IOException {
      connection.close();
    }

    /** Breaks the connection with a RST, and not with a FIN. */
    void reset() throws IOException {
      connection.setSoLinger(true, 0);
      connection.close();
    }

    /** Returns when the other side has closed the connection. */
    void awaitEnd() {
      try {
        while (in.read() >= 0) {
          // What comes after the request is of no interest here.
        }
      } catch (IOException e) {
        // Broken is closed, too.
      }
    }

    String received() {
      return received.toString(ISO_8859_1);
    }
  }
}
