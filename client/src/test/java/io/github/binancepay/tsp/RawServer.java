package io.github.binancepay.tsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * Server on a raw socket of 127.0.0.1. It records each byte, and responds to a request or breaks
 * its connection as a test says, which MockWebServer cannot.
 */
public final class RawServer implements AutoCloseable {
  /** Handles a request of which the first byte has arrived. */
  public interface Handler {
    void handle(Exchange exchange) throws Exception;
  }

  /** Prepares a connection before its first request is read. */
  interface Handshake {
    Socket perform(Socket accepted) throws IOException;
  }

  private final ServerSocket listener;
  private final Handshake handshake;
  private final Deque<Handler> handlers = new ArrayDeque<>();
  private final List<Socket> connections = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final CountDownLatch connectionBroken = new CountDownLatch(1);

  /** Responds to every request with {@link Samples#CREATED} by default. */
  public RawServer() {
    this(accepted -> accepted);
  }

  RawServer(Handshake handshake) {
    this.handshake = handshake;
    handleWith(respondCreated());
    try {
      listener = new ServerSocket();
      // Small, so that a large body is still being written when its first bytes have been read.
      listener.setReceiveBufferSize(4096);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** Creates a certificate. The library writes its dates in the default locale. */
  static synchronized HeldCertificate certificateOf(String host) {
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    try {
      return new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, locale);
    }
  }

  static OkHttpClient.Builder trusting(HeldCertificate certificate) {
    HandshakeCertificates.Builder certificates = new HandshakeCertificates.Builder();
    HandshakeCertificates trusted =
        certificates.addTrustedCertificate(certificate.certificate()).build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
  }

  static Handshake tls(HeldCertificate certificate) {
    SSLSocketFactory sockets =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslSocketFactory();
    return accepted -> {
      SSLSocket secured =
          (SSLSocket) sockets.createSocket(accepted, null, accepted.getPort(), true);
      secured.setUseClientMode(false);
      return secured;
    };
  }

  static Handler respond(int httpStatus, String body, String... headers) {
    return sequence(Exchange::readRequest, exchange -> exchange.respond(httpStatus, body, headers));
  }

  public static Handler respondCreated() {
    return respond(200, Samples.CREATED);
  }

  /** Responds with 100 MiB, more than any client should read. */
  static Handler endless(byte[] start, byte[] block) {
    return exchange -> {
      exchange.readRequest();
      exchange.write(start);
      for (int sent = 0; sent < 100 * 1024 * 1024; sent += block.length) {
        exchange.write(block);
      }
      exchange.close();
    };
  }

  /** Responds when the second latch is zero. */
  static Handler hold(CountDownLatch arrived, CountDownLatch release) {
    return sequence(
        Exchange::readRequest,
        exchange -> arrived.countDown(),
        exchange -> release.await(),
        exchange -> exchange.respond(200, Samples.CREATED));
  }

  /** Reads a request and waits until the client closes the connection. */
  public static Handler ignore(CountDownLatch arrived, CountDownLatch closed) {
    return sequence(
        Exchange::readRequest,
        exchange -> arrived.countDown(),
        Exchange::awaitClose,
        exchange -> closed.countDown());
  }

  /** Performs all steps with the same request. */
  public static Handler sequence(Handler... steps) {
    return exchange -> {
      for (Handler step : steps) {
        step.handle(exchange);
      }
    };
  }

  /** Sets one handler for each request; the last one handles all others. */
  public synchronized RawServer handleWith(Handler... sequence) {
    handlers.clear();
    handlers.addAll(List.of(sequence));
    return this;
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String origin() {
    return "http://127.0.0.1:" + port();
  }

  Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, listener.getLocalSocketAddress());
  }

  public BinancePayClient.Builder clientBuilder() {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of(Samples.API_KEY, Samples.SECRET_KEY))
        .baseUrl(origin());
  }

  public BinancePayClient client() {
    return clientBuilder().build();
  }

  public BinancePayClient client(OkHttpClient users) {
    return client(origin(), users);
  }

  BinancePayClient client(String baseUrl, OkHttpClient users) {
    return clientBuilder().baseUrl(baseUrl).httpClient(users).build();
  }

  synchronized int connectionCount() {
    return connections.size();
  }

  /** Returns the number of requests of which at least a byte has arrived. */
  public synchronized int requestCount() {
    return exchanges.size();
  }

  /** Returns the received part of each request, in the order of their first bytes. */
  public synchronized List<String> requests() {
    return exchanges.stream().map(Exchange::received).collect(Collectors.toList());
  }

  /** Returns all values of a header, from all requests. */
  public List<String> headers(String name) {
    Pattern line = Pattern.compile("(?imd)^" + Pattern.quote(name) + ": (.*)\r$");
    return requests().stream()
        .flatMap(request -> line.matcher(request).results())
        .map(found -> found.group(1))
        .collect(Collectors.toList());
  }

  /** Returns the body of the last request. */
  public synchronized String body() {
    byte[] request = exchanges.get(exchanges.size() - 1).received.toByteArray();
    return new String(request, UTF_8).split("\r\n\r\n", 2)[1];
  }

  /** Reaches zero when the client has closed the connection of a handler. */
  CountDownLatch connectionBroken() {
    return connectionBroken;
  }

  @Override
  public synchronized void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket accepted = listener.accept();
        accepted.setTcpNoDelay(true);
        synchronized (this) {
          connections.add(accepted);
        }
        start(() -> serve(accepted));
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private void serve(Socket accepted) {
    try (Socket connection = handshake.perform(accepted)) {
      while (!connection.isClosed()) {
        int first = connection.getInputStream().read();
        if (first < 0) {
          return;
        }
        Exchange exchange = new Exchange(connection, first);
        next(exchange).handle(exchange);
      }
    } catch (Exception e) {
      connectionBroken.countDown();
    }
  }

  private synchronized Handler next(Exchange exchange) {
    exchanges.add(exchange);
    return handlers.size() > 1 ? handlers.remove() : handlers.element();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Request and its response. */
  public static final class Exchange {
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

    void readRequest() throws IOException {
      readHead();
      Matcher length = CONTENT_LENGTH.matcher(received());
      received.writeBytes(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
    }

    void readByte() throws IOException {
      int read = in.read();
      if (read < 0) {
        throw new IOException("the connection has ended");
      }
      received.write(read);
    }

    void respond(int httpStatus, String body, String... headers) throws IOException {
      write("HTTP/1.1 " + httpStatus + " -\r\n");
      for (String header : headers) {
        write(header + "\r\n");
      }
      int length = body.getBytes(UTF_8).length;
      write("Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }

    void write(String text) throws IOException {
      write(text.getBytes(UTF_8));
    }

    void write(byte[] bytes) throws IOException {
      connection.getOutputStream().write(bytes);
    }

    void close() throws IOException {
      connection.close();
    }

    /** Breaks the connection with a RST instead of a FIN. */
    void reset() throws IOException {
      connection.setSoLinger(true, 0);
      connection.close();
    }

    /** Ends the response, and waits for the client: unread bytes would reset the connection. */
    void finish() throws IOException {
      connection.shutdownOutput();
      awaitClose();
    }

    /** Returns when the client has closed the connection. */
    public void awaitClose() {
      try {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // Closed, too.
      }
    }

    String received() {
      return received.toString(ISO_8859_1);
    }
  }
}
