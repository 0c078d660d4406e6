package io.tidewatch.benchmarks;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/** One kept HTTP/1.1 connection that costs its caller next to nothing: bytes out, status in. */
final class Connection implements Closeable {
  private static final int BUFFER = 1 << 13;
  private final URI address;
  private Socket socket;
  private InputStream in;
  private final StringBuilder line = new StringBuilder();

  Connection(URI address) throws IOException {
    this.address = address;
    socket = open();
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
  }

  private Socket open() throws IOException {
    Socket opened = new Socket(address.getHost(), address.getPort());
    opened.setTcpNoDelay(true);
    opened.setSoTimeout(60_000);
    return opened;
  }

  /** Sends a whole request and returns the status of the answer, whose body is read and dropped. */
  int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ")[1]);
    long length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(java.util.Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      } else if (lower.startsWith("connection:")) {
        last = lower.contains("close");
      }
    }
    if (chunked) {
      for (int size = chunk(); size > 0; size = chunk()) {
        in.skipNBytes(size + 2L);
      }
      line();
    } else {
      in.skipNBytes(length);
    }
    if (last) {
      socket.close();
      socket = open();
      in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }
    return status;
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    line.setLength(0);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the service closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
