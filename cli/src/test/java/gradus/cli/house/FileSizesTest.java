package gradus.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One idea a file: the table of file sizes, printed and written to target/file-sizes.txt. */
class FileSizesTest {
  private static final int LARGEST = 500;
  private static final int MEDIAN = 120;

  /** The user's verbs stand together. */
  private static final String EXCEPTED = "Tensor.java";

  private record Size(String file, int lines) {}

  @Test
  void filesAreShort() throws IOException {
    List<Size> sizes = new ArrayList<>();
    for (String module : List.of("core", "nn", "train", "health", "cli")) {
      Path sources = House.root().resolve(module).resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
            sizes.add(
                new Size(
                    House.root().relativize(file).toString(), Files.readAllLines(file).size()));
          }
        }
      }
    }
    sizes.sort(Comparator.comparingInt(Size::lines).reversed().thenComparing(Size::file));
    int median = sizes.get(sizes.size() / 2).lines();
    String head =
        sizes.size()
            + " files, median "
            + median
            + " lines, largest:\n"
            + table(sizes.subList(0, 10));
    System.out.println(head);
    Path target = Files.createDirectories(Path.of("target"));
    Files.writeString(
        target.resolve("file-sizes.txt"),
        sizes.size() + " files, median " + median + " lines\n" + table(sizes));
    assertThat(median).isLessThanOrEqualTo(MEDIAN);
    assertThat(
            sizes.stream()
                .filter(size -> size.lines() > LARGEST && !size.file().endsWith(EXCEPTED)))
        .as("files over " + LARGEST + " lines")
        .isEmpty();
  }

  private static String table(List<Size> sizes) {
    StringBuilder table = new StringBuilder();
    sizes.forEach(size -> table.append("%6d  %s%n".formatted(size.lines(), size.file())));
    return table.toString();
  }
}
