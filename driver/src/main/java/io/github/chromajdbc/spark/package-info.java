/**
 * The driver in Apache Spark. Spark's classes are no dependency of the driver: only Spark, which
 * has them, loads those of this package.
 */
@NullMarked
package io.github.chromajdbc.spark;

import org.jspecify.annotations.NullMarked;
