package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Bounds the bytes of a response on the wire. Who reads a body can bound what is decompressed, but
 * not what is read to decompress it: the file name in a gzip header may have no end.
 */
final class SizeLimit {
  // Above the largest body that is read, which has a message of its own.
  private static final long MAX_BYTES_ON_THE_WIRE = 2 * 1024 * 1024;

  private SizeLimit() {}

  static Response on(Response response) {
    ResponseBody body = response.body();
    if (isBounded(response.protocol(), body.contentLength())) {
      return response;
    }
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                Okio.buffer(bounded(body.source())), body.contentType(), body.contentLength()))
        .build();
  }

  // Of HTTP/1, OkHttp reads no more than the length that the head tells. Of HTTP/2, it reads all
  // that comes.
  private static boolean isBounded(Protocol protocol, long length) {
    return (protocol == Protocol.HTTP_1_1 || protocol == Protocol.HTTP_1_0)
        && length >= 0
        && length <= MAX_BYTES_ON_THE_WIRE;
  }

  private static Source bounded(Source source) {
    return new ForwardingSource(source) {
      private long left = MAX_BYTES_ON_THE_WIRE;
      private boolean failed;

      @Override
      public long read(Buffer sink, long byteCount) throws IOException {
        long read = readOrFail(sink, byteCount);
        left -= read;
        if (left < 0) {
          throw new ProtocolException("the response is larger than 2 MiB");
        }
        return read;
      }

      private long readOrFail(Buffer sink, long byteCount) throws IOException {
        try {
          return super.read(sink, byteCount);
        } catch (IOException e) {
          failed = true;
          throw e;
        }
      }

      // OkHttp has given up the connection when it could not be read. To close the body too, it
      // would read what it has got of it once more, which takes a minute for some.
      @Override
      public void close() throws IOException {
        if (!failed) {
          super.close();
        }
      }
    };
  }
}
