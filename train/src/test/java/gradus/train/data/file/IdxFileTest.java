package gradus.train.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 102, (byte) 204, (byte) 255, 0
  };
  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 1, 0};

  @TempDir Path folder;

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  private Path file(byte... bytes) throws IOException {
    return Files.write(folder.resolve("file"), bytes);
  }

  @Test
  void aFolderGivesTheOfficialPartsPlainOrPacked() throws Exception {
    Files.write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(IMAGES));
    Files.write(folder.resolve("train-labels-idx1-ubyte"), LABELS);
    Files.write(folder.resolve("t10k-images.idx3-ubyte"), IMAGES);
    assertThat(new IdxFolder(folder).isComplete()).isFalse();
    Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(LABELS));
    assertThat(new IdxFolder(folder).isComplete()).isTrue();
    DataSplit split = new IdxFolder(folder).read("tiny", List.of("no", "yes"), "none");
    assertThat(split.train().shape()).isEqualTo(Shape.of(1, 3, 1));
    assertThat(split.train().features().toArray()).containsExactly(0, 0.2f, 0.4f, 0.8f, 1, 0);
    assertThat(split.train().labels().toArray()).containsExactly(1, 0);
    assertThat(split.test().hash()).isEqualTo(split.train().hash());
    assertThat(split.validation().size()).isZero();
  }

  @Test
  void aLabelBeyondTheClassesIsRefused() throws Exception {
    for (String part : List.of("train", "t10k")) {
      Files.write(folder.resolve(part + "-images-idx3-ubyte"), IMAGES);
      Files.write(folder.resolve(part + "-labels-idx1-ubyte"), LABELS);
    }
    assertThatThrownBy(() -> new IdxFolder(folder).read("tiny", List.of("only"), ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("label of example 0: got 1");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> IdxFile.read(folder.resolve("none")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> new IdxFolder(folder).read("x", List.of("a"), ""))
        .hasMessageContaining("no file train-images-idx3-ubyte or .gz");
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    Path empty = file();
    assertThatThrownBy(() -> IdxFile.read(empty))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the file is empty");
  }

  @Test
  void aTruncatedFileIsRefused() throws Exception {
    Path cut = file(Arrays.copyOf(IMAGES, IMAGES.length - 1));
    assertThatThrownBy(() -> IdxFile.read(cut))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("got 5 values; its header promises [2, 1, 3]");
    Path header = file(Arrays.copyOf(IMAGES, 7));
    assertThatThrownBy(() -> IdxFile.read(header)).hasMessageContaining("truncated in its header");
  }

  @Test
  void aTruncatedGzipFileIsRefused() throws Exception {
    byte[] packed = gzip(IMAGES);
    Path cut = file(Arrays.copyOf(packed, packed.length - 9));
    assertThatThrownBy(() -> IdxFile.read(cut))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be read to its end");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws Exception {
    Path text = file("a,b\n1,2\n".getBytes());
    assertThatThrownBy(() -> IdxFile.read(text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is no IDX file");
    byte[] floats = IMAGES.clone();
    floats[2] = 0x0D;
    Path other = file(floats);
    assertThatThrownBy(() -> IdxFile.read(other)).hasMessageContaining("got IDX type 0x0d");
  }

  @Test
  void sizesThatOverflowAreRefused() throws Exception {
    Path huge = file(new byte[] {0, 0, 8, 3, 127, -1, -1, -1, 127, -1, -1, -1, 127, -1, -1, -1});
    assertThatThrownBy(() -> IdxFile.read(huge)).isInstanceOf(DataException.class);
  }
}
