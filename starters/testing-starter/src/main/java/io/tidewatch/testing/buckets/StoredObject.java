package io.tidewatch.testing.buckets;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32C;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One state of an object.
 *
 * @param generation the number of that state; a new one with every write
 */
record StoredObject(
    String bucket, String name, byte[] content, String type, long generation, Instant written) {

  String crc32c() {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private String md5() {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** The object resource of the API, in the fields that clients read. */
  ObjectNode resource() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("kind", "storage#object")
        .put("id", bucket + "/" + name + "/" + generation)
        .put("name", name)
        .put("bucket", bucket)
        .put("generation", Long.toString(generation))
        .put("metageneration", "1")
        .put("contentType", type)
        .put("size", Integer.toString(content.length))
        .put("crc32c", crc32c())
        .put("md5Hash", md5())
        .put("timeCreated", written.toString())
        .put("updated", written.toString())
        .put("storageClass", "STANDARD")
        .put("etag", "E" + generation);
  }
}
