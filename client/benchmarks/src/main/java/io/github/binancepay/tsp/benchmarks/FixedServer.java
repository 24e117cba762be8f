package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;

/**
 * A server in a process of its own, which sends one fixed response to every request: HTTP/1.1, one
 * thread, no more of HTTP than its callers need. It prints its URL.
 */
public final class FixedServer {
  static final String AUTHORIZATION_ID = "741009354318954513";

  private static final String BODY =
      ("{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"authorizationId\":\"%s\","
              + "\"merchantName\":\"A merchant\",\"authorizationToken\":\"0123456789abcdef01234567\","
              + "\"merchantId\":\"1000135331248\",\"status\":\"PENDING\",\"redirectUrl\":"
              + "\"https://merchant.binance.com/en/dashboard/review-authorization?authId=%<s\","
              + "\"scopes\":[\"CONVERT\",\"CHECKOUT\"],\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"]}}")
          .formatted(AUTHORIZATION_ID);
  static final byte[] RESPONSE =
      ("HTTP/1.1 200 OK\r\nDate: Thu, 26 Nov 2026 04:03:26 GMT\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY)
          .getBytes(ISO_8859_1);

  private FixedServer() {}

  static ChildJvm start(Settings settings) throws IOException {
    return ChildJvm.start(settings.cores().serving(), List.of("-Xmx64m"), FixedServer.class);
  }

  /**
   * Serves until its process is ended.
   *
   * @param arguments none
   * @throws IOException if it cannot listen
   */
  public static void main(String[] arguments) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    System.out.println("http://127.0.0.1:" + server.socket().getLocalPort());
    while (true) {
      selector.select(
          key -> {
            try {
              serve(key, selector);
            } catch (IOException e) {
              key.cancel();
            }
          });
    }
  }

  private static void serve(SelectionKey key, Selector selector) throws IOException {
    if (key.isAcceptable()) {
      SocketChannel connection = ((ServerSocketChannel) key.channel()).accept();
      connection.configureBlocking(false);
      connection.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(16 * 1024));
      return;
    }
    SocketChannel connection = (SocketChannel) key.channel();
    ByteBuffer request = (ByteBuffer) key.attachment();
    if (connection.read(request) < 0) {
      connection.close();
    } else if (isComplete(request)) {
      request.clear();
      // It fits a socket's buffer, which is empty: no caller sends a request before the response.
      connection.write(ByteBuffer.wrap(RESPONSE));
    }
  }

  static boolean isComplete(ByteBuffer request) {
    String text = ISO_8859_1.decode(request.duplicate().flip()).toString();
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return false;
    }
    String name = "\r\ncontent-length: ";
    int length = text.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
    return text.length()
        == head + 4 + Integer.parseInt(text.substring(length, text.indexOf("\r\n", length)));
  }
}
