package gradus.train.golden;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All cases of a folder; the folder of {@code -Dgoldens=DIR}, else the one among the tests. */
final class GoldenFiles {
  private GoldenFiles() {}

  static Path folder() throws URISyntaxException {
    String given = System.getProperty("goldens", "");
    return given.isBlank()
        ? Path.of(GoldenFiles.class.getResource("/goldens").toURI())
        : Path.of(given);
  }

  static List<GoldenCase> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<GoldenCase> cases = new ArrayList<>();
    for (Path file : files) {
      String group = file.getFileName().toString().replace(".json", "");
      JsonNode list = JsonMapper.shared().readTree(Files.readString(file));
      list.forEach(node -> cases.add(GoldenCase.read(group, node)));
    }
    return cases;
  }
}
