    /** What the last token was. */
    private int previousKind = -1;

    /** After a dot any word is a name: metadata.order, docs.metadata.date. */
    void CommonTokenAction(Token token) {
      if (previousKind == DOT && Words.isWord(token.image)) {
        token.kind = IDENTIFIER;
      }
      previousKind = token.kind;
    }
