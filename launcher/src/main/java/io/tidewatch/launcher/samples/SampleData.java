package io.tidewatch.launcher.samples;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sample files and what is in them, as {@code MANIFEST.json} tells.
 *
 * @param sizes what was asked for
 * @param files in the order in which they are to be loaded
 * @param churned customers who left
 * @param languages languages of the texts, ISO 639-1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SampleData(
    SampleSizes sizes, List<FileCounts> files, long churned, List<String> languages) {
  public static final String MANIFEST = "MANIFEST.json";

  public SampleData {
    files = List.copyOf(files);
    languages = List.copyOf(languages);
  }

  /** Writes all files into the folder; the same sizes give the same files. */
  public static SampleData write(SampleSizes sizes, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(MANIFEST));
    List<Customer> customers = new Population(sizes).customers();
    Catalogue catalogue = new Catalogue(sizes.seed());
    Phrases phrases = Phrases.load();
    List<FileCounts> files = new ArrayList<>();
    files.add(CustomersFile.write(folder, customers, dice(sizes, "customers.dirt")));
    files.add(
        TransactionsFile.write(
            folder, customers, catalogue, sizes.transactions(), dice(sizes, "transactions")));
    files.add(
        ClickstreamFile.write(folder, customers, catalogue, sizes.clicks(), dice(sizes, "clicks")));
    Voices voices = new Voices(customers, catalogue, phrases, dice(sizes, "voices"));
    files.add(ComplaintsFile.write(folder, voices, sizes.complaints(), dice(sizes, "complaints")));
    List<Voices.Voice> reviews = voices.reviewing(sizes.reviews());
    int half = reviews.size() / 2;
    files.add(
        ReviewsFiles.writeJson(folder, reviews.subList(0, half), dice(sizes, "reviews.json")));
    files.add(
        ReviewsFiles.writeCsv(
            folder, reviews.subList(half, reviews.size()), dice(sizes, "reviews.csv")));
    SampleData data =
        new SampleData(
            sizes,
            files,
            customers.stream().filter(Customer::churned).count(),
            phrases.languages());
    data.save(folder);
    return data;
  }

  /** What a folder holds that was written before. */
  public static SampleData read(Path folder) {
    return JsonMapper.builder().build().readValue(folder.resolve(MANIFEST), SampleData.class);
  }

  /** The manifest comes last, so a folder with a manifest is complete. */
  private void save(Path folder) throws IOException {
    Path fresh = folder.resolve(MANIFEST + ".new");
    Files.write(
        fresh,
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsBytes(this));
    Files.move(fresh, folder.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Dice dice(SampleSizes sizes, String purpose) {
    return new Dice(sizes.seed(), purpose);
  }
}
