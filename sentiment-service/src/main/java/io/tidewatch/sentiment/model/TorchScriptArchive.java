package io.tidewatch.sentiment.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a TorchScript archive (a stored zip of code, pickled fields and raw tensors). */
final class TorchScriptArchive {
  private static final int CHUNK_BYTES = 1 << 16;

  private TorchScriptArchive() {}

  static void write(Path file, String source, List<ScriptTensor> tensors) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "data.pkl", ByteBuffer.wrap(fields(tensors)));
      put(zip, "code/__torch__.py", ByteBuffer.wrap(source.getBytes(StandardCharsets.UTF_8)));
      for (int i = 0; i < tensors.size(); i++) {
        put(zip, "data/" + i, tensors.get(i).content().get().data());
      }
      put(zip, "constants.pkl", ByteBuffer.wrap(new Pickle().emptyTuple().stop()));
      put(zip, "version", ByteBuffer.wrap("10\n".getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private static byte[] fields(List<ScriptTensor> tensors) {
    Pickle pickle = new Pickle().global("__torch__", "SentimentModel").newObjectWithState();
    for (int i = 0; i < tensors.size(); i++) {
      pickle.string(tensors.get(i).name()).tensor(i, tensors.get(i));
    }
    return pickle
        .string("training")
        .bool(false)
        .string("_is_full_backward_hook")
        .none()
        .endState()
        .stop();
  }

  private static void put(ZipOutputStream zip, String name, ByteBuffer content) throws IOException {
    ZipEntry entry = new ZipEntry("model/" + name);
    entry.setSize(content.remaining());
    entry.setCompressedSize(content.remaining());
    CRC32 checksum = new CRC32();
    checksum.update(content.duplicate());
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    copy(content.duplicate(), zip);
    zip.closeEntry();
  }

  private static void copy(ByteBuffer from, OutputStream to) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    while (from.hasRemaining()) {
      int bytes = Math.min(chunk.length, from.remaining());
      from.get(chunk, 0, bytes);
      to.write(chunk, 0, bytes);
    }
  }
}
