package io.github.binancepay.tsp.internal.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;

/** Sockets without a network behind them: what is written is gone, and each has the response. */
public final class MemorySockets extends UnconnectedSockets {
  private final byte[] response;

  public MemorySockets(byte[] response) {
    this.response = response;
  }

  @Override
  public Socket createSocket() {
    return new MemorySocket(response);
  }

  private static final class MemorySocket extends Socket {
    private final InputStream response;

    MemorySocket(byte[] response) {
      this.response = new ByteArrayInputStream(response);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {}

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public InputStream getInputStream() {
      return response;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }
}
