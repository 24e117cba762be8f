package io.github.binancepay.tsp.internal.http;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sockets that end a response without end, wherever in it that is. OkHttp bounds the head, and
 * {@link SizeLimit} the body; but the size of a chunk and what may follow it on its line, OkHttp
 * keeps in memory until the line ends.
 */
final class BoundedSockets extends UnconnectedSockets {
  // Above the 16 MiB that OkHttp lets come over HTTP/2 before it writes that it wants more.
  private static final long MAX_BYTES_AFTER_A_WRITE = 20 * 1024 * 1024;

  @Override
  public Socket createSocket() {
    return new BoundedSocket();
  }

  /** Counts what is read since it was last written to, under TLS too, which is a layer above. */
  private static final class BoundedSocket extends Socket {
    // Over HTTP/2, one thread reads while others write.
    private final AtomicLong readSinceWrite = new AtomicLong();

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          return count(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int read = super.read(bytes, offset, length);
          return count(read, read);
        }
      };
    }

    private int count(int read, int bytes) throws IOException {
      if (read >= 0 && readSinceWrite.addAndGet(bytes) > MAX_BYTES_AFTER_A_WRITE) {
        throw new ProtocolException("the response is larger than 20 MiB");
      }
      return read;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(int b) throws IOException {
          readSinceWrite.set(0);
          out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          readSinceWrite.set(0);
          out.write(bytes, offset, length);
        }
      };
    }
  }
}
