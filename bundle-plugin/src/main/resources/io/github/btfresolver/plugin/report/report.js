// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
// Finding kernels. Without it everything is there as well, in details to be opened.
"use strict";
(function () {
  var form = document.getElementById("find");
  var found = document.getElementById("found");
  var all = 0;
  var lastText = "";
  var platforms = Array.from(document.querySelectorAll(".platform"), function (platform) {
    return {
      element: platform,
      distribution: platform.dataset.distribution,
      arch: platform.dataset.arch,
      series: Array.from(platform.querySelectorAll(".series"), function (series) {
        return {
          element: series,
          runs: Array.from(series.querySelectorAll("tbody tr"), function (run) {
            var kernels = Array.from(run.querySelectorAll("li"));
            all += kernels.length;
            return { element: run, outcome: run.dataset.outcome, kernels: kernels };
          })
        };
      })
    };
  });

  function value(id) {
    return document.getElementById(id).value.trim();
  }

  function show(element, shown) {
    if (element.hidden === shown) {
      element.hidden = !shown;
    }
  }

  function showRun(run, wanted, text) {
    var count = 0;
    run.kernels.forEach(function (kernel) {
      var shown = wanted && kernel.textContent.toLowerCase().includes(text);
      show(kernel, shown);
      count += shown ? 1 : 0;
    });
    show(run.element, count > 0);
    return count;
  }

  function filter() {
    var text = value("release").toLowerCase();
    var distribution = value("distribution");
    var arch = value("arch");
    var outcome = value("outcome");
    var total = 0;
    platforms.forEach(function (platform) {
      var wanted = (!distribution || platform.distribution === distribution) && (!arch || platform.arch === arch);
      var inPlatform = 0;
      platform.series.forEach(function (series) {
        var inSeries = 0;
        series.runs.forEach(function (run) {
          inSeries += showRun(run, wanted && (!outcome || run.outcome === outcome), text);
        });
        show(series.element, inSeries > 0);
        if (text || lastText) {
          series.element.open = inSeries > 0 && text !== "";
        }
        inPlatform += inSeries;
      });
      show(platform.element, inPlatform > 0);
      total += inPlatform;
    });
    lastText = text;
    var filtered = text || distribution || arch || outcome;
    found.textContent = !filtered ? ""
      : total === 0 ? "No kernel of this bundle is like that."
      : total.toLocaleString("en") + " of " + all.toLocaleString("en") + (all === 1 ? " kernel" : " kernels");
  }

  // what a link leads to must be seen
  function reveal() {
    var target = document.getElementById(location.hash.slice(1));
    var details = target && target.closest("details");
    if (details) {
      details.open = true;
      target.scrollIntoView();
    }
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.addEventListener("reset", function () {
    setTimeout(filter);
  });
  window.addEventListener("hashchange", reveal);
  reveal();
  filter(); // a browser may have kept what was typed before
})();
