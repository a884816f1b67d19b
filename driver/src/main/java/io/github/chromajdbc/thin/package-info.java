/** The driver served over Avatica's wire protocol, for thin JDBC clients and other languages. */
@NullMarked
package io.github.chromajdbc.thin;

import org.jspecify.annotations.NullMarked;
