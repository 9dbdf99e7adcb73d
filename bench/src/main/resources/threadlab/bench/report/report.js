// Puts the page together. This file comes last: the others only define things.

document
  .querySelector("main")
  .replaceChildren(
    ...[
      header(),
      answerBlock(),
      verdictSection(),
      chartSection(),
      ledgerSection(),
      explanationSection(),
      environmentSection(),
      commandSection(),
      failureSection(),
      trialsSection(),
    ].filter(part => part),
  );
tellWhatIsDrawn();
keepChartsDrawn();
