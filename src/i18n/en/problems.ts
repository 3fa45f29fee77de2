import type { problems as zh } from '../zh/problems.ts';

export const problems: typeof zh = {
  'bad-input': 'Something here is not filled in right. Look again, change it and try once more.',
  'unreadable-answer': 'This answer did not come through, so it does not count. Please choose again.',
  'not-signed-in': 'We do not know your seat yet. Join your class first, then go on.',
  'wrong-credentials': 'The e-mail or the password is not right. Check both and try again.',
  'reauthentication-needed': 'This step matters. Please enter your password once more.',
  'cross-site-request': 'This request did not come from this site. Reload the page and try again.',
  'not-found': 'Nothing found here. Go back a page and open it from there.',
  'code-unknown': 'There is no such class code. Check the board or your seat card, one letter at a time.',
  'code-expired': 'This class code has run out. Ask your teacher for a fresh one.',
  'join-closed': 'The door is closed. Ask your teacher to open joining, then try again.',
  'other-seat': 'Another seat is in use on this device. The answer is kept until its own seat is back.',
  'seat-taken': 'Somebody sits here already. Check the number on your seat card and tap your own.',
  'seat-locked': 'That was five tries, so this seat is locked. Raise your hand: your teacher can open it.',
  'wrong-pictures': 'These are not your three pictures. Think back which ones you chose and try again.',
  'wrong-long-code': 'The long code for home is not right. Copy it from your seat card, four at a time.',
  'link-used': 'This link was used before or has run out. Please ask for a fresh one.',
  'account-closed': 'This account is closed. Ask your administrator to open it again.',
  'weak-password':
    'That password is too short or easy to guess. Use 10 characters or more: a sentence only you know.',
  'unknown-lesson': 'There is no such lesson. Go back to the town and choose again.',
  'unknown-question': 'This question cannot be found. Reload the page and try again.',
  'unknown-game': 'This activity cannot be found. Reload the page and try again.',
  'first-try-missing': 'Your first answer has not arrived yet. Wait a moment and tap again.',
  'already-answered': 'You have done this question already. On to the next one.',
  'sitting-closed': 'This test is closed. Go back to the town.',
  'personal-data':
    'This seems to tell who somebody is (a phone or other number, a mail address, a name). Write what is asked, not who asks.',
  'question-taken': 'Somebody has taken this question and keeps it to the end.',
  'question-answered': 'This question has just been answered. Reload the page to read it.',
  'visit-not-held': 'Rate the visit after the lesson was held.',
  'already-rated': 'This side has rated the visit. What was said stands.',
  'follow-up-closed': 'This has been closed already.',
  'no-test-in-grade':
    'Grades 1 and 2 sit no test. Use the show of hands and the game of the lesson to see what the children think.',
  'no-test-of-module': 'This module has no test yet. Choose another module.',
  'not-the-time-for-test':
    'It is not the time for this test of the visit. Before: in the 7 days ahead of it. After: from the visit on for 7 days. Later: 4–6 weeks after it.',
  'round-closed': 'Answers to this question are closed. Look at the big screen for the next one.',
  'same-id-other-payload': 'This answer differs from the one sent before. Reload the page and try again.',
  'stale-version': 'Another screen has just moved on. Reload the page to catch up.',
  'run-unknown': 'This round cannot be found. Start another one.',
  'run-finished': 'This round is already kept. Start another one to play again.',
  'move-log-impossible': 'This round did not come through right, so it cannot count. Start another one.',
  'move-log-unfinished': 'This round is not finished yet. Play to the end, then send it.',
  'body-too-large': 'That was too much at once. Send less and try again.',
  'too-many-attempts': 'Those tries came too fast. Wait a minute and try again.',
  'session-ended': 'This lesson has ended. Go back to the class to start another one.',
  'lobby-locked': 'The door of this lesson is closed. Raise your hand and ask your teacher to let people in.',
  'sent-out': 'Your teacher has sent this device out. Watch the big screen and answer with your class.',
  'opened-elsewhere':
    'This lesson is open in several windows, so this one rests. To use this one, reload the page.',
  'room-asks-it': 'Your class is answering this question right now. Go back to the class and answer there.',
  'seat-in-use': 'Pupils have sat on later seats, so the class cannot get this small. Enter a bigger number.',
  'account-unknown':
    'No account has this e-mail. Check it, or ask the administrator to make one for that person first.',
  'day-is-over': 'That day is over. Choose today or a later day.',
  'sells-something':
    'This text sells something (an account, a product, an offer, a code to scan, a link). A school visit teaches only: take those words out and send it again; what you wrote is still here.',
  'gate-not-passed':
    'This volunteer may not go into a class yet. Ask them to open “Getting ready” under Visits, pass the 12 questions and sign the standards; then their bank’s coordinator clears them until that day.',
  'lesson-paused':
    "The class's teacher has paused the lesson. Ask the teacher to tap “Carry on”, then go ahead.",
  'teacher-only': "Only the class's own teacher can do this. Please ask the teacher to tap it.",
  'teacher-leads':
    "The class's teacher is leading. You can go on counting; to teach on, ask the teacher to hand the lesson back.",
  'visit-not-today':
    'This visit is not today, so it cannot begin today. Open this page on its day; if the day is wrong, change it on the visit’s page.',
  'visit-not-agreed':
    'This visit is not agreed yet, or it was cancelled, or it is over. Have a look at the visit’s page.',
  'visit-without-class': 'This visit has no class yet. Ask the teacher to choose one on the visit’s page.',
  'day-is-to-come': 'That day is still to come. Record it when it is done: choose today or a day before.',
  'class-busy':
    'This class has another visit at that time. Choose another time or class and send again; what you typed is still here.',
  'volunteer-busy':
    'Somebody of the squad is in another visit at that time. Choose another time or another person; what you typed is still here.',
  'two-captains': 'A squad has one captain. Keep one and give the others another role.',
  'visit-changed':
    'Somebody changed this visit while you were writing. What you typed is still here: compare it with how things stand, then send again.',
  'visit-taken':
    'Somebody else has just taken this visit. Go back to “Waiting for a partner” and look for another.',
  'visit-closed':
    'This visit is over, cancelled or was not held, so its arrangement stays as it is. Arrange another one if you need it.',
  'visit-not-begun':
    'The lesson was not due yet, so it cannot be noted as not held. If nobody can come, cancel it and say why.',
  'time-is-over': 'That time is over. Choose a later one.',
  'reason-missing':
    'Please give a reason in one sentence; the other side reads it. What you typed is still here.',
  'not-the-day': 'Hosts sign in on the day of the visit. Do it then.',
  'visit-not-ready':
    'This visit cannot be taken along yet: it needs its class, its crew and a lesson that can be run. Settle these, then download it.',
  'not-taken-along':
    'This visit is not agreed, or it was called off, or its report is signed: it cannot be taken along and takes no results. Ask the coordinator.',
  'lesson-still-runs':
    'The lesson is still open, so its counts are not complete. Choose “End the lesson” on the big screen first, then make the results file.',
  'file-too-large':
    'This file is too large for a results file. Download it again on the other computer’s “Hand in” page.',
  'file-unreadable':
    'This is not a results file, or it is not complete. Choose the file from the “Hand in” page (its name ends in .results).',
  'file-altered':
    'This file was changed or damaged, so it was not taken. Download it again on the other computer and hand that in.',
  'file-foreign':
    'This file belongs to another visit, another class or another site. Open its own visit and hand it in there.',
  'results-taken':
    'Results of this visit were taken already (another computer’s, or an earlier file of this one). This file was not taken and nothing changed. Keep it: if the wrong one was taken, the teacher takes that lesson back and the coordinator corrects the report.',
  'results-unfit':
    'The records in this file contradict each other, so none was taken. Download it again on the other computer; if that does not help, give the file to your administrator.',
  'gate-not-begun':
    'This person has not passed the 12 questions or not signed the present standards. Clear them once both are done.',
  'account-of-others':
    'This account also belongs to another school or bank, so it cannot be closed here. Take the clearance back, and nobody lets them into a class.',
  'report-not-ready': 'The lesson has not ended, so the report has no figures. Come back after class.',
  'visit-never-held': 'This visit did not take place, so there is no report. The visit’s page says why.',
  'report-not-handed-in': 'The recorder has not handed the report in. Ask for that, then sign.',
  'report-signed': 'The report is signed and cannot be changed. If a figure is wrong, publish a correction.',
  'report-not-signed': 'The report is not signed: simply change it, no correction is needed.',
  'storage-refused': 'The server is full; your answer is safe on this device. Please tell your teacher.',
  'database-down': 'The server is resting; your answer is safe on this device and is sent again by itself.',
};
