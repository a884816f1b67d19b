package io.github.chromajdbc.embedding.minilm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * BERT's WordPiece tokenizer with the vocabulary of a Hugging Face {@code tokenizer.json}.
 *
 * <p>Written here because the alternative is a native library of 11 to 14 MB a platform, loaded for
 * one algorithm; a test compares every token with the reference tokenizer's, over all of Unicode.
 * Thread-safe.
 */
final class WordPieceTokenizer {
  /** Tokens the model was trained on and Chroma truncates at, [CLS] and [SEP] included. */
  static final int MAX_TOKENS = 256;

  private static final int MAX_WORD_LENGTH = 100;
  private static final String[] SPECIAL_TOKENS = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  private final int start;
  private final int end;

  private WordPieceTokenizer(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = idOf("[UNK]");
    this.start = idOf("[CLS]");
    this.end = idOf("[SEP]");
  }

  /**
   * Reads {@code model.vocab}.
   *
   * @throws IOException when the file cannot be read or is no WordPiece tokenizer
   */
  static WordPieceTokenizer read(InputStream tokenizerJson) throws IOException {
    Map<String, Integer> vocabulary = new HashMap<>(1 << 16);
    try (JsonParser parser = new JsonFactory().createParser(tokenizerJson)) {
      parser.nextToken();
      enterObject(parser, "model");
      enterObject(parser, "vocab");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String piece = parser.currentName();
        parser.nextToken();
        vocabulary.put(piece, parser.getIntValue());
      }
    }
    for (String special : SPECIAL_TOKENS) {
      if (!vocabulary.containsKey(special)) {
        throw new IOException("The vocabulary lacks " + special);
      }
    }
    return new WordPieceTokenizer(vocabulary);
  }

  private static void enterObject(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      JsonToken value = parser.nextToken();
      if (found && value == JsonToken.START_OBJECT) {
        return;
      }
      parser.skipChildren();
    }
    throw new IOException("The tokenizer file has no object '" + name + "'");
  }

  private int idOf(String piece) {
    Integer id = vocabulary.get(piece);
    if (id == null) {
      throw new IllegalStateException(piece);
    }
    return id;
  }

  /** The ids of the text's tokens, from [CLS] to [SEP], at most {@link #MAX_TOKENS}. */
  long[] encode(String text) {
    TokenBuffer tokens = new TokenBuffer(start);
    int from = 0;
    while (from < text.length() && !tokens.isFull()) {
      // A special token written in the text is that token: it is cut out before normalising.
      int at = -1;
      String special = "";
      for (String candidate : SPECIAL_TOKENS) {
        int found = text.indexOf(candidate, from);
        if (found >= 0 && (at < 0 || found < at)) {
          at = found;
          special = candidate;
        }
      }
      addWords(at < 0 ? text.substring(from) : text.substring(from, at), tokens);
      if (at < 0) {
        break;
      }
      tokens.add(idOf(special));
      from = at + special.length();
    }
    return tokens.finish(end);
  }

  private void addWords(String text, TokenBuffer tokens) {
    String normalized = BertNormalizer.normalize(text);
    int wordStart = 0;
    int position = 0;
    while (position < normalized.length() && !tokens.isFull()) {
      int character = normalized.codePointAt(position);
      int next = position + Character.charCount(character);
      boolean punctuation = BertNormalizer.isPunctuation(character);
      if (punctuation || BertNormalizer.isWhitespace(character)) {
        addWord(normalized, wordStart, position, tokens);
        if (punctuation) {
          addWord(normalized, position, next, tokens);
        }
        wordStart = next;
      }
      position = next;
    }
    addWord(normalized, wordStart, position, tokens);
  }

  /** Longest pieces first; a word of which any part has no piece is one unknown token. */
  private void addWord(String text, int from, int to, TokenBuffer tokens) {
    if (from == to) {
      return;
    }
    if (text.codePointCount(from, to) > MAX_WORD_LENGTH) {
      tokens.add(unknown);
      return;
    }
    int mark = tokens.size();
    int pieceStart = from;
    while (pieceStart < to) {
      Integer id = null;
      int pieceEnd = to;
      while (pieceEnd > pieceStart) {
        String piece = text.substring(pieceStart, pieceEnd);
        id = vocabulary.get(pieceStart == from ? piece : "##" + piece);
        if (id != null) {
          break;
        }
        pieceEnd = text.offsetByCodePoints(pieceEnd, -1);
      }
      if (id == null) {
        tokens.truncate(mark);
        tokens.add(unknown);
        return;
      }
      tokens.add(id);
      pieceStart = pieceEnd;
    }
  }

  /** Token ids in order. Grows a word past the limit and cuts at the end, as the reference does. */
  private static final class TokenBuffer {
    private final long[] ids = new long[MAX_TOKENS + MAX_WORD_LENGTH + 8];
    private int size;

    TokenBuffer(int first) {
      ids[size++] = first;
    }

    int size() {
      return size;
    }

    boolean isFull() {
      return size >= MAX_TOKENS - 1;
    }

    void add(int id) {
      ids[size++] = id;
    }

    void truncate(int newSize) {
      size = newSize;
    }

    long[] finish(int last) {
      int length = Math.min(size, MAX_TOKENS - 1) + 1;
      long[] result = java.util.Arrays.copyOf(ids, length);
      result[length - 1] = last;
      return result;
    }
  }
}
