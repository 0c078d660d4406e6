package io.tidewatch.sentiment.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.platform.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** Scores lines of JSON; a line that cannot be scored gets an error for its answer. */
@Component
class LineScoring {
  private final Scorer scorer;
  private final JsonMapper json;
  private final Clock clock;

  LineScoring(Scorer scorer, JsonMapper json, Clock clock) {
    this.scorer = scorer;
    this.json = json;
    this.clock = clock;
  }

  /** Returns an answer for each line that is not blank, in the order of the lines. */
  List<Object> score(List<ByteLines.Line> lines) {
    List<Object> read = lines.stream().filter(LineScoring::filled).map(this::read).toList();
    List<String> texts = new ArrayList<>();
    for (Object one : read) {
      if (one instanceof ScoreRequest request) {
        texts.add(request.text());
      }
    }
    Iterator<ScoreOutcome> outcomes = scorer.scoreEach(texts).iterator();
    List<Object> answers = new ArrayList<>(read.size());
    for (int i = 0; i < read.size(); i++) {
      answers.add(
          read.get(i) instanceof ScoreRequest request
              ? answer(request, outcomes.next())
              : read.get(i));
    }
    return answers;
  }

  private Object answer(ScoreRequest request, ScoreOutcome outcome) {
    return outcome.scored() == null
        ? new LineError(
            null,
            request.id(),
            LineProblem.of("scoring-failed", 500, String.valueOf(outcome.failure()), "text"))
        : ScoreResponse.of(request, outcome.scored(), clock.instant());
  }

  private static boolean filled(ByteLines.Line line) {
    for (byte b : line.bytes()) {
      if (!Character.isWhitespace(b)) {
        return true;
      }
    }
    return false;
  }

  private Object read(ByteLines.Line line) {
    if (line.tooLong()) {
      return error(line, "line-too-long", 413, "The line is longer than a request may be", null);
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.bytes())).toString();
      ScoreRequest request = json.readValue(text, ScoreRequest.class);
      return withoutText(request)
          ? error(line, "invalid-request", 400, "text must not be null", "text")
          : request;
    } catch (CharacterCodingException e) {
      return error(line, "malformed-json", 400, "The line is not UTF-8", null);
    } catch (DatabindException e) {
      String field = e.getPath().isEmpty() ? null : e.getPath().getLast().getPropertyName();
      return error(line, "malformed-json", 400, String.valueOf(e.getOriginalMessage()), field);
    } catch (JacksonException e) {
      return error(line, "malformed-json", 400, String.valueOf(e.getOriginalMessage()), null);
    }
  }

  /** JSON may leave out what the type promises, and {@code null} is JSON too. */
  @SuppressWarnings("ConstantValue")
  private static boolean withoutText(@Nullable ScoreRequest request) {
    return request == null || request.text() == null;
  }

  private static LineError error(
      ByteLines.Line line, String slug, int status, String detail, @Nullable String field) {
    return new LineError(line.number(), null, LineProblem.of(slug, status, detail, field));
  }

  /**
   * The answer to a line that has no score.
   *
   * @param line its number, from 1, where it could not be read
   * @param id the caller's name for the text
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LineError(@Nullable Long line, @Nullable String id, LineProblem error) {}

  /** A problem as of RFC 9457, for one line. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LineProblem(String type, int status, String detail, @Nullable String field) {
    static LineProblem of(String slug, int status, String detail, @Nullable String field) {
      return new LineProblem(Problems.TYPE_PREFIX + slug, status, detail, field);
    }
  }
}
