/** Pages of records: requests, sent one after the other or ahead. */
@NullMarked
package io.github.chromajdbc.calcite.exec.page;

import org.jspecify.annotations.NullMarked;
