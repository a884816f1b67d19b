/** SQLite's sql-logic-test, whose queries and answers come from engines that agreed on them. */
@NullMarked
package io.github.chromajdbc.it.proof.logic;

import org.jspecify.annotations.NullMarked;
