package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that sends signed requests as fast as the server responds, over some connections that
 * stay open: one thread, and no more of HTTP than that takes.
 */
final class RequestFlood implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final byte[] BODY = new Gson().toJson(Caller.request()).getBytes(UTF_8);

  private final ChildJvm jvm;

  private RequestFlood(ChildJvm jvm) {
    this.jvm = jvm;
  }

  static RequestFlood start(Settings settings, String url) throws IOException {
    return new RequestFlood(
        ChildJvm.start(settings.cores().serving(), List.of("-Xmx128m"), RequestFlood.class, url));
  }

  /**
   * Sends for a while, and returns how many succeeded: a machine that is busy with something else
   * may let a timestamp grow too old.
   */
  long send(int millis) throws IOException {
    jvm.writeLine(Integer.toString(millis));
    return Long.parseLong(jvm.readLine());
  }

  @Override
  public void close() {
    jvm.close();
  }

  /**
   * Reads lines of how many milliseconds to send for, and prints how many succeeded.
   *
   * @param arguments the URL
   */
  public static void main(String[] arguments) throws IOException {
    Connections connections = new Connections(URI.create(arguments[0]));
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      System.out.println(connections.send(Long.parseLong(line)));
    }
  }

  /** The connections, each with one request at a time. */
  private static final class Connections {
    private final Selector selector = Selector.open();
    private final HandSigner signer = new HandSigner(Caller.SECRET_KEY);
    private final String host;
    private long successes;

    Connections(URI url) throws IOException {
      host = url.getAuthority();
      for (int i = 0; i < CONNECTIONS; i++) {
        SocketChannel connection =
            SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
        connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connection.configureBlocking(false);
        connection.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(16 * 1024));
      }
    }

    long send(long millis) throws IOException {
      successes = 0;
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      int open = 0;
      for (SelectionKey key : selector.keys()) {
        request(key);
        open++;
      }
      while (open > 0) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (!hasResponse(key)) {
            continue;
          }
          if (System.nanoTime() < end) {
            request(key);
          } else {
            open--;
          }
        }
        selector.selectedKeys().clear();
      }
      return successes;
    }

    private void request(SelectionKey key) throws IOException {
      String[] values = signer.sign(BODY);
      String head =
          "POST "
              + Caller.PATH
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + BODY.length
              + "\r\nBinancePay-Timestamp: "
              + values[0]
              + "\r\nBinancePay-Nonce: "
              + values[1]
              + "\r\nBinancePay-Certificate-SN: "
              + Caller.API_KEY
              + "\r\nBinancePay-Signature: "
              + values[2]
              + "\r\n\r\n";
      ByteBuffer request = ByteBuffer.allocate(head.length() + BODY.length);
      request.put(head.getBytes(ISO_8859_1)).put(BODY).flip();
      ((SocketChannel) key.channel()).write(request);
    }

    private boolean hasResponse(SelectionKey key) throws IOException {
      ByteBuffer received = (ByteBuffer) key.attachment();
      if (((SocketChannel) key.channel()).read(received) < 0) {
        throw new IOException("the server has closed a connection");
      }
      if (!FixedServer.isComplete(received)) {
        return false;
      }
      String response = ISO_8859_1.decode(received.duplicate().flip()).toString();
      if (response.startsWith("HTTP/1.1 200 ") && response.contains("\"000000\"")) {
        successes++;
      }
      received.clear();
      return true;
    }
  }
}
