package io.tidewatch.churn.scoring;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads one request or an array of them as a stream, with bounds on both rows and bytes. */
@Component
class ScoreRequests {
  static final int MAX_ROWS = 10_000;
  static final long MAX_BYTES = 32L << 20;
  private final JsonMapper json;
  private final ObjectReader one;

  ScoreRequests(JsonMapper json) {
    this.json = json;
    // after one entry of an array comes the next one
    this.one =
        json.readerFor(ScoreRequest.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * @param array whether the body was an array, so that the answer is one too
   */
  record Body(boolean array, List<ScoreRequest> requests) {}

  /**
   * The requests of a body.
   *
   * @throws TooLargeException if it goes beyond the bounds
   * @throws HttpMessageNotReadableException if it is not what the call expects
   */
  Body read(HttpInputMessage message) throws IOException {
    try (JsonParser parser = json.createParser(new Bounded(message.getBody()))) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        ScoreRequest request = one.readValue(parser);
        if (parser.nextToken() != null) {
          throw new HttpMessageNotReadableException("something follows the object", message);
        }
        return new Body(false, List.of(request));
      }
      if (first != JsonToken.START_ARRAY) {
        throw new HttpMessageNotReadableException(
            "an object with features is expected, or an array of them", message);
      }
      List<ScoreRequest> requests = new ArrayList<>();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        if (requests.size() == MAX_ROWS) {
          throw new TooLargeException(
              "At most %d rows are scored at once; send several requests.".formatted(MAX_ROWS));
        }
        requests.add(one.readValue(parser));
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw new HttpMessageNotReadableException(
            "entry %d of the array is not an object".formatted(requests.size()), message);
      }
      return new Body(true, requests);
    } catch (JacksonException e) {
      if (e.getCause() instanceof TooManyBytesException) {
        throw new TooLargeException(
            "At most %d MiB are read at once; send several requests.".formatted(MAX_BYTES >> 20));
      }
      throw new HttpMessageNotReadableException("the body cannot be read", e, message);
    }
  }

  private static final class TooManyBytesException extends IOException {}

  private static final class Bounded extends FilterInputStream {
    private long left = MAX_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      return count(one, one < 0 ? 0 : 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      return count(read, Math.max(0, read));
    }

    private int count(int result, int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new TooManyBytesException();
      }
      return result;
    }
  }
}
