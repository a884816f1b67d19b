package io.github.chromajdbc.embedding.minilm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.embedding.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares with Hugging Face's tokenizer; make_wordpiece_reference.py wrote its answers. */
class WordPieceTokenizerTest {
  private static WordPieceTokenizer tokenizer;
  private static Map<?, ?> reference;

  @BeforeAll
  static void load() throws IOException {
    try (InputStream vocabulary = resource("/all-minilm-l6-v2-tokenizer.json");
        InputStream answers = resource("wordpiece-reference.json")) {
      tokenizer = WordPieceTokenizer.read(vocabulary);
      reference = (Map<?, ?>) Objects.requireNonNull(JsonTree.read(answers));
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(WordPieceTokenizerTest.class.getResourceAsStream(name), name);
  }

  @Test
  void hostileTextsHaveTheTokensOfTheReference() {
    List<?> texts = (List<?>) Objects.requireNonNull(reference.get("texts"));
    assertThat(texts).hasSizeGreaterThan(200);
    for (Object entry : texts) {
      Map<?, ?> expected = (Map<?, ?>) entry;
      String text = (String) Objects.requireNonNull(expected.get("text"));
      List<Integer> ids = LongStream.of(tokenizer.encode(text)).mapToObj(Math::toIntExact).toList();
      assertThat(ids).as(text).isEqualTo(expected.get("ids"));
    }
  }

  @Test
  void everyCodePointHasTheTokensOfTheReference() throws NoSuchAlgorithmException {
    int blockSize = (Integer) Objects.requireNonNull(reference.get("blockSize"));
    Map<?, ?> blocks = (Map<?, ?>) Objects.requireNonNull(reference.get("blocks"));
    assertThat(blocks).hasSize((Character.MAX_CODE_POINT + 1) / blockSize);
    for (int start = 0; start <= Character.MAX_CODE_POINT; start += blockSize) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int character = start; character < start + blockSize; character++) {
        if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
          String letter = Character.toString(character);
          String ids =
              Arrays.stream(tokenizer.encode("a" + letter + "b " + letter))
                  .mapToObj(Long::toString)
                  .collect(Collectors.joining(" "));
          digest.update((ids + "\n").getBytes(UTF_8));
        }
      }
      String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
      assertThat(hash)
          .as("code points from U+%X", start)
          .isEqualTo(blocks.get(Integer.toHexString(start)));
    }
  }

  @Test
  void aLoneSurrogateIsDropped() {
    assertThat(tokenizer.encode("credit\uD83D limit")).isEqualTo(tokenizer.encode("credit limit"));
  }

  @Test
  void longTextsEndAt256TokensWithTheSeparator() {
    long[] ids = tokenizer.encode("credit ".repeat(10_000));
    assertThat(ids).hasSize(256).startsWith(101).endsWith(102);
  }

  @Test
  void aFileThatIsNoTokenizerIsRefused() {
    for (String json : List.of("{}", "[]", "{\"model\":{\"vocab\":{\"a\":1}}}", "{\"model\":3}")) {
      assertThatThrownBy(
              () -> WordPieceTokenizer.read(new ByteArrayInputStream(json.getBytes(UTF_8))))
          .as(json)
          .isInstanceOf(IOException.class);
    }
  }
}
