package io.tidewatch.ingestion.lake;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.upkeep.TableCheck;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.springframework.stereotype.Component;

/** Checks that the lake holds what its tables and the history of runs say. */
@Component
class LakeCheck {
  private static final int MOST_PROBLEMS = 100;
  private static final int BUFFER = 1 << 16;

  private final Lake lake;
  private final LakeTables tables;
  private final ReceivedFiles received;

  LakeCheck(Lake lake, LakeTables tables, ReceivedFiles received) {
    this.lake = lake;
    this.tables = tables;
    this.received = received;
  }

  /**
   * @param intact whether there is no problem at all
   */
  record Findings(boolean intact, Map<String, TableCheck> tables, Landing landing) {}

  /** The files that were received, against their checksums. */
  record Landing(int files, long bytes, List<String> problems) {}

  Findings verify() throws IOException {
    Map<String, TableCheck> checks = new LinkedHashMap<>();
    for (Map.Entry<String, Table> table : tables.all(LakeLayout.NAMESPACES).entrySet()) {
      checks.put(table.getKey(), TableCheck.of(table.getValue()));
    }
    Landing landing = landing();
    return new Findings(
        landing.problems().isEmpty()
            && checks.values().stream().allMatch(check -> check.problems().isEmpty()),
        checks,
        landing);
  }

  private Landing landing() {
    List<String> problems = new ArrayList<>();
    long bytes = 0;
    List<ReceivedFiles.Received> all = received.kept();
    for (ReceivedFiles.Received file : all) {
      try (InputStream in = lake.files().newInputFile(file.location()).newStream()) {
        Digest digest = Digest.of(in);
        bytes += digest.bytes();
        if (!digest.sha256().equals(file.checksum()) && problems.size() < MOST_PROBLEMS) {
          problems.add(
              "%s has the checksum %s, received was %s"
                  .formatted(file.location(), digest.sha256(), file.checksum()));
        }
      } catch (NotFoundException e) {
        problems.add(file.location() + " is missing");
      } catch (IOException e) {
        problems.add("%s cannot be read: %s".formatted(file.location(), e.getMessage()));
      }
    }
    return new Landing(all.size(), bytes, problems);
  }

  private record Digest(String sha256, long bytes) {
    static Digest of(InputStream in) throws IOException {
      try {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        DigestInputStream digested = new DigestInputStream(in, sha256);
        for (int n = digested.read(buffer); n >= 0; n = digested.read(buffer)) {
          bytes += n;
        }
        return new Digest(HexFormat.of().formatHex(sha256.digest()), bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
