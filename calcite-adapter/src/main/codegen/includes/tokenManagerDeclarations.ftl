    /** What the last token was. */
    private int previousKind = -1;

    /** After a dot any word is a name: metadata.order, docs.metadata.date. */
    void CommonTokenAction(Token token) {
      if (previousKind == DOT && Words.isWord(token.image)) {
        token.kind = IDENTIFIER;
      }
      previousKind = token.kind;
    }

    /** By kind of token: the group of keywords that are names, from 1; 0 for every other token. */
    private static final int[] FREE_WORD_GROUPS = freeWordGroups();

    private static int[] freeWordGroups() {
      final int[] groups = new int[tokenImage.length];
<#list freeWordGroups as group>
      for (int kind : new int[] {${group?join(", ")}}) {
        groups[kind] = ${(group?index + 1)?c};
      }
</#list>
      return groups;
    }

    /** Whether this kind of token is a keyword that is a name where one can stand. */
    public static boolean isFreeWord(int kind) {
      return FREE_WORD_GROUPS[kind] > 0;
    }

    static int freeWordGroup(int kind) {
      return FREE_WORD_GROUPS[kind] - 1;
    }
