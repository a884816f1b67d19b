/** The sample of the demo: the data dictionary of an ERP system that was made up for it. */
@NullMarked
package io.github.chromajdbc.demo;

import org.jspecify.annotations.NullMarked;
