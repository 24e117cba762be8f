package io.github.binancepay.tsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare socket in the provider's place: it says what a script tells it to, HTTP or not. */
final class RawProvider implements AutoCloseable {
  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");
  private static final int BLOCK = 64 * 1024;

  /** One side of the talk on one connection; afterwards the provider says no more. */
  @FunctionalInterface
  interface Script {
    void run(InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch hungUp = new CountDownLatch(1);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "raw-provider");
            thread.setDaemon(true);
            return thread;
          });

  RawProvider(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Reads one request, as a script does before it answers. */
  static void readRequest(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    do {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    } while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n"));
    Matcher length = CONTENT_LENGTH.matcher(head.toString(ISO_8859_1));
    if (length.find()) {
      in.readNBytes(Integer.parseInt(length.group(1)));
    }
  }

  /** Sends what is short byte by byte, so that every reader sees it in the smallest pieces. */
  static void send(OutputStream out, byte[] bytes) throws IOException {
    int piece = bytes.length > BLOCK ? BLOCK : 1;
    for (int from = 0; from < bytes.length; from += piece) {
      out.write(bytes, from, Math.min(piece, bytes.length - from));
    }
  }

  /** Answers a request with these bytes, and then says no more. */
  static Script answers(byte[] bytes) {
    return (in, out) -> {
      readRequest(in);
      send(out, bytes);
    };
  }

  /** Answers a request with this text, in UTF-8, and then says no more. */
  static Script answers(String text) {
    return answers(text.getBytes(UTF_8));
  }

  BinancePayClient.Builder clientBuilder() {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of(MockProvider.API_KEY, MockProvider.SECRET_KEY))
        .baseUrl("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Reaches zero when a client hangs up although the script has more to say. */
  CountDownLatch hungUp() {
    return hungUp;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdown();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      script.run(in, socket.getOutputStream());
      socket.shutdownOutput();
      // A socket that is closed with bytes unread resets the connection, and takes the answer back.
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      hungUp.countDown();
    }
  }
}
