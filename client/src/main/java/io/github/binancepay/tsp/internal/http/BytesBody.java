package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body of bytes that do not change, so that what is signed is what is sent, without a copy. */
public final class BytesBody extends RequestBody {
  private final MediaType contentType;
  private final byte[] bytes;
  private final boolean oneShot;

  /** A body of these bytes, which nobody may change any more. */
  public BytesBody(MediaType contentType, byte[] bytes) {
    this(contentType, bytes, false);
  }

  private BytesBody(MediaType contentType, byte[] bytes, boolean oneShot) {
    this.contentType = contentType;
    this.bytes = bytes;
    this.oneShot = oneShot;
  }

  /** The same bytes, as a body that OkHttp does not send twice. */
  BytesBody asOneShot() {
    return new BytesBody(contentType, bytes, true);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public MediaType contentType() {
    return contentType;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public boolean isOneShot() {
    return oneShot;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
