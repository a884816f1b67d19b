package io.github.chromajdbc.it.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Text that gives a full-text index as much to do as natural text does: 2,000 words of which the
 * n-th is 1/n as frequent as the first (Zipf's law), the frequent ones short. A dozen words would
 * have few sequences of three letters, which are what Chroma's index over documents consists of.
 */
final class SampleText {
  private static final int VOCABULARY = 2_000;
  private static final int OF_ONE_SYLLABLE = 120;
  private static final int OF_TWO_SYLLABLES = 1_500;
  private static final String[] BEGINNINGS = {
    "", "b", "br", "c", "ch", "d", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pr", "r", "s",
    "st", "t", "th", "tr", "v", "w"
  };
  private static final String[] VOWELS = {"a", "e", "e", "i", "o", "u", "ea", "ou", "y"};
  private static final String[] ENDS = {"", "", "n", "nd", "r", "s", "t", "l", "ng", "ck", "m"};

  private static final List<String> WORDS = words();

  private SampleText() {}

  private static List<String> words() {
    Random random = new Random(1);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < VOCABULARY; i++) {
      int syllables = i < OF_ONE_SYLLABLE ? 1 : i < OF_TWO_SYLLABLES ? 2 : 3;
      StringBuilder word = new StringBuilder();
      for (int s = 0; s < syllables; s++) {
        word.append(any(BEGINNINGS, random)).append(any(VOWELS, random)).append(any(ENDS, random));
      }
      words.add(word.toString());
    }
    return words;
  }

  private static String any(String[] parts, Random random) {
    return parts[random.nextInt(parts.length)];
  }

  /** So many words with blanks between them. */
  static String of(int count, Random random) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      text.add(WORDS.get((int) Math.pow(VOCABULARY, random.nextDouble()) - 1));
    }
    return String.join(" ", text);
  }
}
