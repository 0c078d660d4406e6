package io.tidewatch.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidewatch.launcher.process.DetachedCommand;
import io.tidewatch.launcher.process.OwnProcess;
import io.tidewatch.launcher.process.ProcessRecords;
import io.tidewatch.launcher.process.StartedProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTests {
  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private ProcessRecords records = new ProcessRecords(Path.of("unset"));
  private Supervisor supervisor = new Supervisor(records, console());

  @BeforeEach
  void useTemporaryFolder() {
    records = new ProcessRecords(folder.resolve("run"));
    supervisor = new Supervisor(records, console());
  }

  @AfterEach
  void stopEverything() {
    records.all().forEach(supervisor::stop);
  }

  @Test
  void startsOnceAndFindsItRunningTheSecondTime() {
    Sleeper sleeper = new Sleeper("echo hello; exec sleep 60", 0, true);
    supervisor.ensure(sleeper);
    long pid = records.find("sleeper").orElseThrow().pid();
    supervisor.ensure(sleeper);

    assertThat(records.find("sleeper").orElseThrow().pid()).isEqualTo(pid);
    assertThat(said()).contains("started").contains("runs already");
  }

  @Test
  void startsAgainWhatWasKilled() {
    Sleeper sleeper = new Sleeper("exec sleep 60", 0, true);
    supervisor.ensure(sleeper);
    StartedProcess first = records.find("sleeper").orElseThrow();
    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
    Supervisor.await(Duration.ofSeconds(5), () -> OwnProcess.of(first).isEmpty());
    assertThat(ComponentStatus.of(sleeper, records).health()).isEqualTo("dead");

    supervisor.ensure(sleeper);

    assertThat(records.find("sleeper").orElseThrow().pid()).isNotEqualTo(first.pid());
    assertThat(ComponentStatus.of(sleeper, records).health()).isEqualTo("healthy");
  }

  @Test
  void stopsWhatItStarted() {
    supervisor.ensure(new Sleeper("exec sleep 60", 0, true));
    StartedProcess started = records.find("sleeper").orElseThrow();

    supervisor.stop(started);

    assertThat(OwnProcess.of(started)).isEmpty();
    assertThat(records.all()).isEmpty();
  }

  @Test
  void neverSignalsAnotherProcessThatGotThePid() throws IOException {
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      Instant start = foreign.info().startInstant().orElseThrow();
      StartedProcess samePid =
          new StartedProcess(
              "sleeper", foreign.pid(), start, "our mark", List.of(1), "-", "1", "TERM");
      StartedProcess otherStart =
          new StartedProcess(
              "sleeper",
              foreign.pid(),
              start.minusSeconds(60),
              "sleep",
              List.of(1),
              "-",
              "1",
              "TERM");
      records.save(samePid);

      supervisor.stop(samePid);
      supervisor.stop(otherStart);

      assertThat(foreign.isAlive()).isTrue();
      assertThat(records.all()).isEmpty();
    } finally {
      foreign.destroyForcibly();
    }
  }

  @Test
  void showsTheLastWordsOfAProcessThatDies() {
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(
            () -> supervisor.ensure(new Sleeper("sleep 0.3; echo no such table; exit 3", 0, false)))
        .withMessageContaining("sleeper died while it started")
        .withMessageContaining("no such table");
  }

  @Test
  void namesTheHolderOfATakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(LaunchException.class)
          .isThrownBy(
              () -> supervisor.ensure(new Sleeper("exec sleep 60", taken.getLocalPort(), true)))
          .withMessageContaining("port " + taken.getLocalPort())
          .withMessageContaining("pid " + ProcessHandle.current().pid())
          .withMessageContaining("java");
    }
  }

  private Console console() {
    return new Console(new PrintStream(said, true, StandardCharsets.UTF_8), false);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  /** A component whose process does nothing for a while. */
  private final class Sleeper implements Component {
    private final String script;
    private final int port;
    private final boolean ready;

    Sleeper(String script, int port, boolean ready) {
      this.script = script;
      this.port = port;
      this.ready = ready;
    }

    @Override
    public String name() {
      return "sleeper";
    }

    @Override
    public List<Integer> ports() {
      return List.of(port);
    }

    @Override
    public String heap() {
      return "-";
    }

    @Override
    public String mark() {
      return "s";
    }

    @Override
    public String build() {
      return "1";
    }

    @Override
    public DetachedCommand prepare() {
      return new DetachedCommand(
          List.of("sh", "-c", script), Map.of(), folder, folder.resolve("out.log"));
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public List<Path> logs() {
      return List.of(folder.resolve("out.log"));
    }
  }
}
