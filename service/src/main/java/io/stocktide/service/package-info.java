package io.stocktide.service;
