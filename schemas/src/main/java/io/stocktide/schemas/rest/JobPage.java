package io.stocktide.schemas.rest;

import io.stocktide.schemas.value.Job;
import java.util.List;

/** Jobs, the newest first. */
public record JobPage(List<Job> jobs) {}
