package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process that responds to each request after as many milliseconds as its path begins with, to
 * {@code /50/…} after 50. One thread does all of it, whatever the number of connections, so that it
 * takes little of the machine. It ends when its input does.
 */
final class SlowServer {
  private static final int MAX_REQUEST_BYTES = 4096;
  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final Queue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
  private final AtomicReference<Set<SocketChannel>> used = new AtomicReference<>(newSet());

  /** A response that is to be sent, by {@link System#nanoTime()}. */
  private record Due(long nanos, SocketChannel connection) {}

  private SlowServer() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10_000);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  static ChildJvm start(Settings settings) throws IOException {
    return ChildJvm.start(settings.cores().serving(), List.of("-Xmx256m"), SlowServer.class);
  }

  /** How many connections were used since this was asked for the last time. */
  static int connectionsUsed(ChildJvm server) throws IOException {
    server.writeLine("");
    return Integer.parseInt(server.readLine());
  }

  /**
   * Prints where it listens, and then for each line of input how many connections were used since
   * the line before.
   */
  public static void main(String[] arguments) throws IOException {
    SlowServer server = new SlowServer();
    System.out.println("http://127.0.0.1:" + server.listener.socket().getLocalPort());
    Thread loop = new Thread(server::run, "slow-server");
    loop.setDaemon(true);
    loop.start();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (input.readLine() != null) {
      System.out.println(server.used.getAndSet(newSet()).size());
    }
  }

  private void run() {
    try {
      while (true) {
        long wait = due.isEmpty() ? 1000 : millisUntil(due.element());
        if (wait > 0) {
          selector.select(this::handle, wait);
        } else {
          selector.selectNow(this::handle);
        }
        while (!due.isEmpty() && due.element().nanos <= System.nanoTime()) {
          respond(due.remove().connection);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Rounded up: a response is never early.
  private static long millisUntil(Due next) {
    return TimeUnit.NANOSECONDS.toMillis(next.nanos - System.nanoTime() + 999_999);
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        read(key);
      }
    } catch (IOException e) {
      close((SocketChannel) key.channel());
    }
  }

  private void accept() throws IOException {
    SocketChannel connection = listener.accept();
    while (connection != null) {
      connection.configureBlocking(false);
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      connection.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(MAX_REQUEST_BYTES));
      connection = listener.accept();
    }
  }

  private void read(SelectionKey key) throws IOException {
    SocketChannel connection = (SocketChannel) key.channel();
    ByteBuffer received = (ByteBuffer) key.attachment();
    if (connection.read(received) < 0) {
      close(connection);
      return;
    }
    if (FixedServer.isComplete(received)) {
      String path =
          ISO_8859_1.decode(received.duplicate().flip().position("POST /".length())).toString();
      long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(path.split("/", 2)[0]));
      received.clear();
      used.get().add(connection);
      due.add(new Due(System.nanoTime() + nanos, connection));
    }
  }

  private void respond(SocketChannel connection) {
    try {
      // It always fits into what the system buffers: there is one response at a time.
      connection.write(ByteBuffer.wrap(FixedServer.RESPONSE));
    } catch (IOException e) {
      close(connection);
    }
  }

  private void close(SocketChannel connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // The other end has closed it, too.
    }
  }

  private static Set<SocketChannel> newSet() {
    return ConcurrentHashMap.newKeySet();
  }
}
